# SPDX-License-Identifier: Apache-2.0
"""What `run.py` says, in Chinese or English by the locale of this computer."""

from __future__ import annotations

import locale
import os

SENTENCES: dict[str, tuple[str, str]] = {
    "old python": (
        "Invest CRM needs Python 3.11 or newer; this is {version}.",
        "招商工作台需要 Python 3.11 或更高版本；当前为 {version}。",
    ),
    "old glibc": (
        "This Linux is too old for the window library: it needs glibc {needed}, here is {found}.",
        "本机 Linux 版本过旧：界面库需要 glibc {needed}，当前为 {found}。",
    ),
    "making": (
        "Preparing the program's environment (only once, about a minute) …",
        "正在准备运行环境（仅首次需要，约一分钟）……",
    ),
    "waiting": (
        "Another start is preparing the environment; waiting for it …",
        "另一个进程正在准备运行环境，请稍候……",
    ),
    "not written": (
        (
            "The environment cannot be made in {path}: {reason}. "
            "Put the program into a folder that you may write to."
        ),
        "无法在 {path} 中准备运行环境：{reason}。请将程序放到有写入权限的文件夹中。",
    ),
    "no venv": (
        (
            "This Python cannot make environments. Install the package {package} "
            "(as administrator: apt-get install {package}) and start again."
        ),
        (
            "此 Python 无法创建运行环境。请安装软件包 {package}"
            "（以管理员身份执行 apt-get install {package}）后重试。"
        ),
    ),
    "not made": (
        (
            "The environment could not be made; the reason is above. Remove the folder {path} "
            "and start again."
        ),
        "运行环境创建失败，原因见上。请删除文件夹 {path} 后重试。",
    ),
    "not installed": (
        (
            "The libraries could not be installed; the reason is above. "
            "Check the network connection (or the package mirror set for pip) and start again."
        ),
        "依赖库安装失败，原因见上。请检查网络连接（或 pip 的镜像设置）后重试。",
    ),
    "installing system": (
        "Installing what the window needs from the system: {packages} …",
        "正在安装窗口所需的系统组件：{packages}……",
    ),
    "missing libraries": (
        (
            "The window needs these system libraries, which are missing: {libraries}. "
            "On Debian, Ubuntu, UOS or Kylin install them as administrator with: "
            "apt-get install {packages}"
        ),
        (
            "缺少窗口所需的系统库：{libraries}。"
            "在 Debian、Ubuntu、统信 UOS 或麒麟系统上，请以管理员身份执行："
            "apt-get install {packages}"
        ),
    ),
    "no display": (
        (
            "There is no display here, so no window can be opened. "
            "The sample county's investment guide is written to a file instead."
        ),
        "当前环境没有显示器，无法打开窗口，改为将示例县投资指南写入文件。",
    ),
    "guide written": (
        "The guide is here: {path}",
        "投资指南已生成：{path}",
    ),
    "step": ("── {name}", "── {name}"),
    "step failed": (
        "FAILED: {name} (exit code {code}). To repeat only this step: {again}",
        "未通过：{name}（退出码 {code}）。单独重试：{again}",
    ),
    "all passed": (
        "All {n} checks passed in {seconds} s.",
        "{n} 项检查全部通过，用时 {seconds} 秒。",
    ),
}


def say(name: str, /, **values: object) -> str:
    """The sentence in the language of this computer."""
    english, chinese = SENTENCES[name]
    return (chinese if speaks_chinese() else english).format(**values)


def speaks_chinese() -> bool:
    """Whether this computer is set to Chinese."""
    for variable in ("INVEST_CRM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return value.lower().startswith("zh")
    return (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese"))
