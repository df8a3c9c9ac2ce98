# SPDX-License-Identifier: Apache-2.0
"""What is seen: the window, its pages and the desk behind them."""
