# SPDX-License-Identifier: Apache-2.0
"""The office's dictionaries: the fixed lists of words that fields choose from."""

from __future__ import annotations

from crm.kinds.choices import Option
from crm.words import N_, NC_

ORGANISATION_TYPES = (
    Option("enterprise", N_("Enterprise")),
    Option("chamber", N_("Chamber of commerce or association")),
    Option("fund", N_("Fund or capital operator")),
    Option("platform", N_("E-commerce platform")),
    Option("channel", N_("Channel distributor")),
    Option("direct_seller", N_("Direct-selling company")),
    Option("government", N_("Government department")),
    Option("research", N_("Research institute or university")),
    Option("park", NC_("organisation", "Industrial park")),
    Option("intermediary", N_("Intermediary")),
    Option("media", N_("Media")),
)
TIERS = (
    Option("global500", N_("Fortune Global 500")),
    Option("china500", N_("China Top 500")),
    Option("private500", N_("China Top 500 private enterprises")),
    Option("leader", N_("Industry leader")),
    Option("listed", N_("Listed company")),
    Option("specialised", N_("Specialised and sophisticated SME")),
)
CHAINS = (
    Option("tea", N_("Selenium-rich tea")),
    Option("citrus", N_("Citrus")),
    Option("herbs", N_("Chinese medicinal herbs")),
    Option("vegetables", N_("Vegetables")),
    Option("walnut", N_("Walnuts")),
    Option("ginkgo", N_("Ginkgo")),
    Option("livestock", N_("Livestock")),
    Option("beverage", N_("Beverages and functional food")),
    Option("tourism", N_("Culture and tourism")),
    Option("logistics", N_("Cold chain and logistics")),
    Option("energy", N_("Clean energy")),
    Option("other", NC_("chain", "Other")),
)
APPROACHES = (
    Option("task_force", N_("Task-force promotion")),
    Option("chain", N_("Industry-chain promotion")),
    Option("by_business", N_("Business-to-business referral")),
    Option("kinship", N_("Hometown ties")),
    Option("roadshow", N_("Roadshow")),
    Option("entrusted", N_("Entrusted agent")),
    Option("fund", N_("Fund-led promotion")),
    Option("other", NC_("approach", "Other")),
)
COOPERATION_MODES = (
    Option("sole", N_("Sole investment")),
    Option("joint_venture", N_("Joint venture")),
    Option("cooperation", N_("Cooperation")),
    Option("ppp", N_("PPP")),
    Option("lease", N_("Lease")),
    Option("technology", N_("Technology as equity")),
)
PARTY_ROLES = (
    Option("investor", N_("Investor")),
    Option("contracting", N_("Contracting party")),
    Option("partner", N_("Partner")),
)
LAND_MODES = (
    Option("new", N_("New land supply")),
    Option("existing", N_("Existing land or buildings")),
    Option("leased", NC_("land", "Leased")),
)
PHASE_KINDS = (
    Option("phase", N_("Later phase")),
    Option("increment", N_("Capital increase")),
)
AGREEMENT_KINDS = (
    Option("intention", N_("Letter of intent")),
    Option("framework", N_("Framework agreement")),
    Option("formal", N_("Formal agreement")),
)
SCREENING_RESULTS = (
    Option("recommended", N_("Recommended")),
    Option("cautious", N_("With caution")),
    Option("rejected", N_("Not recommended")),
)
MILESTONE_KINDS = (
    Option("first_contact", N_("First contact")),
    Option("framework", N_("Framework agreement signed")),
    Option("formal", N_("Formal agreement signed")),
    Option("registered", N_("Company registered")),
    Option("filed", N_("Project filed")),
    Option("land", N_("Land supplied")),
    Option("started", N_("Construction started")),
    Option("completed", N_("Construction completed")),
    Option("production", N_("In production")),
    Option("designed_output", N_("At designed output")),
    Option("statistics", N_("Entered statistics")),
)
LIBRARY_LEVELS = (
    Option("county", N_("County library")),
    Option("prefecture", N_("Prefecture library")),
    Option("province", N_("Provincial library")),
    Option("state", N_("National library")),
)
RHYTHMS = (Option("weekly", N_("Weekly")), Option("monthly", N_("Monthly")))
PROBLEM_STATES = (
    Option("open", NC_("problem", "Open")),
    Option("closed", NC_("problem", "Closed")),
)
ORIGINS = (
    Option("in_county", N_("Within the county")),
    Option("in_prefecture", N_("Within the prefecture, outside the county")),
    Option("in_province", N_("Within the province, outside the prefecture")),
    Option("in_country", N_("Outside the province, within the mainland")),
    Option("abroad", N_("Abroad, including Hong Kong, Macao and Taiwan")),
)
RECEIPT_KINDS = (
    Option("new", N_("New construction")),
    Option("continued", N_("Continued construction")),
    Option("increment", NC_("receipt", "Capital increase")),
)
RECEIPT_USES = (
    Option("fixed", N_("Fixed assets")),
    Option("working", N_("Working capital")),
    Option("land", N_("Land payment")),
    Option("equipment", N_("Equipment")),
)
RECEIPT_STATES = (
    Option("draft", NC_("receipt", "Draft")),
    Option("reported", NC_("receipt", "Reported")),
    Option("approved", NC_("receipt", "Approved")),
    Option("reduced", NC_("receipt", "Reduced")),
)
EVENT_KINDS = (
    Option("roadshow", N_("Promotion conference")),
    Option("matchmaking", N_("Industry matchmaking meeting")),
    Option("expo", N_("Expo")),
    Option("outbound", N_("Outbound visit")),
    Option("inbound", N_("Investor inspection visit")),
    Option("symposium", N_("Symposium")),
    Option("signing", N_("Signing ceremony")),
    Option("chamber", N_("Chamber activity")),
    Option("higher", N_("Event of a higher body")),
    Option("online", N_("Online promotion")),
)
PROGRAMMES = (
    Option("east_west", N_("East–West cooperation")),
    Option("guangcai", N_("Guangcai programme")),
    Option("counterpart", N_("Counterpart support")),
    Option("own", N_("Own programme")),
)
EVENT_STATES = (
    Option("planned", NC_("event", "Planned")),
    Option("preparing", NC_("event", "Preparing")),
    Option("held", NC_("event", "Held")),
    Option("cancelled", NC_("event", "Cancelled")),
)
ATTENDANCE_STATES = (
    Option("invited", N_("Invited")),
    Option("replied", N_("Replied")),
    Option("attended", N_("Attended")),
    Option("absent", N_("Did not come")),
)
INTERESTS = (
    Option("a", N_("A strong")),
    Option("b", N_("B medium")),
    Option("c", N_("C weak")),
    Option("none", NC_("interest", "None")),
)
FOLLOW_UP_BOARD = (
    Option("untouched", N_("Not yet contacted")),
    Option("contacted", N_("Contacted")),
    Option("intends", N_("Intends to visit")),
    Option("visited", N_("Has visited")),
    Option("negotiating", NC_("follow-up", "Negotiating")),
    Option("signed", NC_("follow-up", "Signed")),
    Option("declined", N_("Not interested")),
)
FOLLOW_UP_STATES = (
    Option("open", NC_("follow-up", "Open")),
    Option("done", NC_("follow-up", "Done")),
    Option("dropped", NC_("follow-up", "Dropped")),
)
ACTIVITY_KINDS = (
    Option("call", N_("Call")),
    Option("visit", N_("Visit")),
    Option("meeting", N_("Meeting")),
    Option("wechat", N_("WeChat")),
    Option("email", N_("E-mail")),
    Option("reception", N_("Reception")),
)
POLICY_LEVELS = (
    Option("state", N_("National")),
    Option("province", N_("Provincial")),
    Option("prefecture", NC_("level", "Prefecture")),
    Option("county", NC_("level", "County")),
    Option("park", NC_("level", "Park")),
)
POLICY_THEMES = (
    Option("western", N_("Western development")),
    Option("ethnic", N_("Ethnic autonomous areas")),
    Option("rural", N_("Rural revitalisation and poverty relief")),
    Option("industry", N_("Industry")),
    Option("fiscal", N_("Finance and taxation")),
    Option("land", NC_("theme", "Land")),
    Option("credit", N_("Credit and capital market")),
    Option("talent", N_("Talent")),
    Option("science", N_("Science and technology")),
    Option("logistics", NC_("theme", "Logistics")),
    Option("foreign", N_("Foreign investment")),
)
POLICY_STANDINGS = (
    Option("in_force", N_("In force")),
    Option("amended", N_("Amended")),
    Option("repealed", N_("Repealed")),
)
REVIEW_STATES = (
    Option("unreviewed", N_("Not reviewed")),
    Option("reviewed", N_("Reviewed")),
    Option("exempt", N_("Not applicable")),
)
COST_CATEGORIES = (
    Option("land", NC_("cost", "Land")),
    Option("water", N_("Water")),
    Option("power", N_("Electricity")),
    Option("gas", N_("Gas")),
    Option("labour", N_("Labour")),
    Option("logistics", NC_("cost", "Logistics")),
    Option("construction", N_("Construction")),
    Option("tax", N_("Taxes and fees")),
    Option("finance", N_("Financing and other")),
)
PROCEDURE_BLOCKS = (
    Option("company", N_("Company establishment")),
    Option("filing", N_("Project filing or approval")),
    Option("land", N_("Land-use planning permit")),
    Option("works", N_("Construction planning permit")),
    Option("start", N_("Construction permit")),
    Option("acceptance", N_("Completion acceptance")),
)
STEP_KINDS = (
    Option("compulsory", N_("Compulsory")),
    Option("optional", N_("Optional")),
    Option("parallel", N_("In parallel")),
)
OVERVIEW_SECTIONS = (
    Option("location", N_("Location and transport")),
    Option("people", N_("Towns and population")),
    Option("economy", N_("Economy")),
    Option("resources", N_("Resources")),
    Option("industry", N_("Industrial base")),
    Option("services", N_("Services and environment")),
    Option("honours", N_("Honours")),
)
REGISTER_KINDS = (
    Option("base", N_("Production base")),
    Option("enterprise", N_("Enterprise above designated size")),
    Option("park", NC_("register", "Industrial park")),
    Option("plot", N_("Plot of land")),
    Option("research", N_("Research platform")),
    Option("standard", N_("Standard")),
    Option("brand", N_("Brand")),
    Option("certification", N_("Certification or special mark")),
    Option("testing", N_("Testing body")),
    Option("distance", N_("Distance to a place")),
)
ENTERPRISE_CLASSES = (
    Option("agro", N_("Processing of farm products")),
    Option("food", N_("Food manufacturing")),
    Option("beverage", NC_("class", "Beverages and functional food")),
)
FIGURES = (
    Option("funds", N_("Funds in place")),
    Option("signed", N_("Projects signed")),
    Option("started", N_("Projects started")),
    Option("agreed", N_("Agreed investment")),
    Option("planned", N_("Projects planned")),
    Option("events", N_("Events held")),
)
EDITION_LANGUAGES = (Option("zh", N_("Chinese")), Option("en", N_("English")))
EDITION_LOOKS = (
    Option("tea", N_("Green of tea")),
    Option("orange", N_("Orange of citrus")),
)
EDITION_STATES = (
    Option("draft", NC_("edition", "Draft")),
    Option("issued", NC_("edition", "Issued")),
)
