"""Forms of a household from Word templates with fields: the office's own where it has one, else the shipped one.

A field is written `{{ 户主 }}`; a row of a table that comes again for each member stands between `{%tr for 人 in 成员 %}` and
`{%tr endfor %}`, each in a row of its own, with `{{ 人.姓名 }}` inside.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.places import resources
from dibao_desktop.reports.account_fields import account_fields
from dibao_desktop.reports.form_fields import form_fields
from dibao_desktop.storage.whole_file import write_whole

TEMPLATES = "templates"
FIELDS = "字段说明.txt"


class Form(StrEnum):
    """The forms that there are templates for; the value is the name of the template file."""

    APPLICATION = "申请审批表"
    DECLARATION = "家庭收入及财产申报表"
    VISIT = "入户调查表"
    CONSENT = "授权书"
    TELLING = "告知书"


class Account(StrEnum):
    """The written accounts of a campaign; the value is the name of the template file."""

    STAGE = "阶段报告"
    FINAL = "清查总结"


Template = Form | Account


@dataclass(frozen=True)
class Filled:
    """A form filled in, as the bytes of a Word file; `remark` says why the office's own template was not used."""

    name: str
    content: bytes
    remark: str = ""


def fill_form(form: Form, household_id: int, campaign_id: int | None, today: str, office: Path) -> Filled:
    """The form of one household. A template of the office that is wrong is named, and the shipped one used meanwhile."""
    values = form_fields(household_id, campaign_id, today)
    if form is Form.TELLING and not values["处理意见"]:
        raise KnownError("no_proposal", f"{values['户主']}（档案号 {values['档案号']}）还没有处理意见，不能出告知书。")
    return _filled(form, f"{form}_{values['档案号']}_{values['户主']}", values, office)


def fill_account(account: Account, campaign_id: int, as_of: dt.date, office: Path) -> Filled:
    """阶段报告 or 清查总结 of a campaign, its figures as of the end of a day."""
    values = account_fields(campaign_id, as_of)
    return _filled(account, f"{values['行动']}{account}_{as_of.isoformat()}", values, office)


def _filled(template: Template, name: str, values: dict[str, Any], office: Path) -> Filled:
    own = office / TEMPLATES / f"{template}.docx"
    remark = ""
    if own.is_file():
        try:
            return Filled(name, _rendered(own, values))
        except KnownError as error:
            remark = error.message
    return Filled(name, _rendered(shipped(template), values), remark)


def write_form(filled: Filled, out: Path) -> None:
    """Put a filled form on the disk."""
    write_whole(out, filled.content)


def shipped(form: Template) -> Path:
    """The template that comes with the program."""
    return resources() / TEMPLATES / "documents" / f"{form}.docx"


def lay_out_templates(office: Path) -> Path:
    """Copy the shipped templates, and what tells their fields, into the office's folder; what it has already stays."""
    folder = office / TEMPLATES
    try:
        folder.mkdir(exist_ok=True)
        for each in (*(shipped(each) for each in (*Form, *Account)), shipped(Form.CONSENT).with_name(FIELDS)):
            if not (folder / each.name).exists():
                (folder / each.name).write_bytes(each.read_bytes())
    except OSError as error:
        raise KnownError("cannot_write", f"模板写不进 {folder}，请检查磁盘空间和文件夹的权限。") from error
    return folder


def _rendered(template: Path, values: dict[str, Any]) -> bytes:
    # Sandboxed: a template may come from anywhere, and may do nothing but name fields.
    rules = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    out = io.BytesIO()
    try:
        document = DocxTemplate(str(template))
        document.render(values, rules)
        document.save(out)
    except UndefinedError as error:
        field = re.search(r"attribute '(.+?)'|'(.+?)' is undefined", str(error))
        words = next((part for part in field.groups() if part), "") if field else str(error)
        raise _wrong(template, f"字段“{words}”不存在，请改成说明中列出的字段") from error
    except TemplateSyntaxError as error:
        raise _wrong(template, f"字段的括号或写法有误（{_place(error)}），请改正") from error
    except TemplateError as error:
        raise _wrong(template, "有不允许的写法，请只用字段") from error
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, ParseError, OSError) as error:
        raise _wrong(template, "不是可用的 Word 文件（DOCX），请重新保存") from error
    return out.getvalue()


def _place(error: TemplateSyntaxError) -> str:
    found = re.search(r"'(.+?)'", str(error))
    return f"在 {found[1]} 附近" if found else "缺少配对的括号或结束标记"


def _wrong(template: Path, what: str) -> KnownError:
    return KnownError("bad_template", f"单位的模板“{template.name}”中{what}；本次先用系统自带的模板。")
