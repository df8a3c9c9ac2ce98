# SPDX-License-Identifier: Apache-2.0
"""The investment guide 《投资指南》: cover, front matter, the five chapters and the appendices.

`printing.py` is the door; `book.py` is what all chapters share; one module a chapter; `speech.py`
says values in the language of the edition; `shapes.py` and `facts.py` are the guide's own blocks.
"""
