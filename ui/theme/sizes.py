# SPDX-License-Identifier: Apache-2.0
"""The measures of the screen, in device-independent pixels (fonts in points), on a grid of 8."""

from __future__ import annotations

from typing import Final

HAIR: Final = 1
RING: Final = 2
TIGHT: Final = 4
SNUG: Final = 6
SPACE: Final = 8
GAP: Final = 12
WIDE: Final = 16
BROAD: Final = 24
VAST: Final = 32

RADIUS: Final = 6
RADIUS_LARGE: Final = 10

CONTROL: Final = 32
CONTROL_SMALL: Final = 26
ROW: Final = 36
COLUMN_LEAST: Final = 56
NAME_COLUMN: Final = 240
PREVIEW_WIDTH: Final = 320
TOP_BAR: Final = 52
RAIL_WIDE: Final = 176
RAIL_NARROW: Final = 60
RAIL_ENTRY: Final = 40
WINDOW_NARROW: Final = 1180
WINDOW_WIDTH: Final = 1280
WINDOW_HEIGHT: Final = 720
WINDOW_LEAST_WIDTH: Final = 800
WINDOW_LEAST_HEIGHT: Final = 520

ICON_SMALL: Final = 14
ICON: Final = 16
ICON_LARGE: Final = 20
ICON_HERO: Final = 40

SEARCH_WIDTH: Final = 420
PALETTE_WIDTH: Final = 640
PALETTE_HEIGHT: Final = 440
PALETTE_ROW: Final = 44
DIALOG_WIDTH: Final = 460
MOVE_WIDTH: Final = 560
SHEET_WIDTH: Final = 720
SHEET_HEIGHT: Final = 560
NOTICE_WIDTH: Final = 620
POPOVER_WIDTH: Final = 340
FIELD_LABEL: Final = 112
FIELD_LEAST: Final = 160
NUMBER_FIELD: Final = 140
FORM_TWO_COLUMNS: Final = 820
FORM_MOST: Final = 1320
READING_WIDTH: Final = 420
FIGURE_LEAST: Final = 150
STAGE_BAR: Final = 44
CARD: Final = 104
LANE_LEAST: Final = 176
LANE_SLIM: Final = 144  # of a board with seven columns
ARROW: Final = 12
BAR_LEAST: Final = 6
CHART_LEAST: Final = 160
CALENDAR: Final = 248
SCROLL: Final = 10
LONG_TEXT_LEAST: Final = 72
LONG_TEXT_MOST: Final = 320
MARK: Final = 3
PAGE_FIELD: Final = 56
OUTLINE_WIDTH: Final = 220
DESK_WIDTH: Final = 340
SIDE_LEAST: Final = 280
SIDE_WIDTH: Final = 380
PAGES_WIDTH: Final = 540

FONT_SMALL: Final = 9.0
FONT: Final = 10.5
FONT_LARGE: Final = 12.0
FONT_TITLE: Final = 15.0
FONT_FIGURE: Final = 20.0

# Times, in milliseconds.
PAUSE_TYPING: Final = 180
PAUSE_PAINTING: Final = 30  # so long a view is given to be painted before the work begins
PAUSE_DRAFT: Final = 1000
TURN: Final = 12  # so long the window's thread works on something before it looks around again
NOTICE_STAYS: Final = 7000
REDRAW_PROGRESS: Final = 60
FADE: Final = 120
PAUSE_PRINTING: Final = 250
