"""The open office: a folder with an encrypted database, its keys and its attachments (DESIGN §5).

Everything of the core that is built, is built here: the database, the lock, the session and what the
session is handed (who may, how a line is written, how steps move).
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from peewee import DatabaseError
from playhouse.sqlcipher_ext import SqlCipherDatabase

from dibao_desktop.access import commands as access_commands
from dibao_desktop.access import queries as access_queries
from dibao_desktop.access.records import Account
from dibao_desktop.access.rules import MAY, Role
from dibao_desktop.audit import commands as audit_commands
from dibao_desktop.audit import queries as audit_queries
from dibao_desktop.audit.records import AuditHead, AuditLine, AuditNote
from dibao_desktop.clearance import commands as clearance_commands
from dibao_desktop.clearance import queries as clearance_queries
from dibao_desktop.clearance import records as clearance_records
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.dossiers import queries as dossier_queries
from dibao_desktop.dossiers import records as dossier_records
from dibao_desktop.exchange import records as exchange_records
from dibao_desktop.matching import queries as matching_queries
from dibao_desktop.matching import records as matching_records
from dibao_desktop.notices import queries as notice_queries
from dibao_desktop.notices import records as notice_records
from dibao_desktop.policy.records import OfficePack
from dibao_desktop.reports import records as report_records
from dibao_desktop.review import queries as review_queries
from dibao_desktop.review import records as review_records
from dibao_desktop.session import Actor, Permission, Session
from dibao_desktop.settings import commands as settings_commands
from dibao_desktop.settings import queries as settings_queries
from dibao_desktop.settings.records import OfficeHoliday, OwnSetting, Setting
from dibao_desktop.settings.rules import Key
from dibao_desktop.storage import backup, keys
from dibao_desktop.storage.attachments import attachments
from dibao_desktop.storage.database import DriverError, connect, key_of, trouble
from dibao_desktop.storage.lock import OfficeLock
from dibao_desktop.storage.upgrade import upgrade

TABLES = [
    Account,
    AuditHead,
    AuditLine,
    AuditNote,
    Setting,
    OwnSetting,
    OfficeHoliday,
    OfficePack,
    dossier_records.Village,
    dossier_records.Household,
    dossier_records.Member,
    dossier_records.BankAccount,
    dossier_records.IncomeFigure,
    dossier_records.BenefitEvent,
    dossier_records.Statement,
    dossier_records.SourceWord,
    dossier_records.OpenDifference,
    dossier_records.OfficialRelative,
    dossier_records.RelativeFiling,
    dossier_records.FilingNote,
    dossier_records.CardKeeping,
    dossier_records.KeepingEntry,
    dossier_records.HouseholdFacts,
    dossier_records.HouseholdTag,
    dossier_records.MemberFacts,
    dossier_records.IncomeItem,
    dossier_records.ExpenseItem,
    dossier_records.PropertyItem,
    dossier_records.Obligor,
    dossier_records.Consent,
    dossier_records.RecordVersion,
    dossier_records.RecordDraft,
    dossier_records.Paper,
    dossier_records.SupplementGrant,
    matching_records.ListRow,
    matching_records.Lead,
    clearance_records.Campaign,
    clearance_records.Case,
    clearance_records.CaseState,
    clearance_records.Visit,
    clearance_records.Assessment,
    clearance_records.TownshipCheck,
    clearance_records.Confirmation,
    clearance_records.Hearing,
    clearance_records.WrittenNotice,
    clearance_records.HouseholdEvent,
    clearance_records.NextCheck,
    review_records.PanelMember,
    review_records.PanelKin,
    review_records.PanelTerm,
    review_records.MinutesSeal,
    review_records.Meeting,
    review_records.Attendance,
    review_records.AgendaItem,
    review_records.Recusal,
    review_records.Ballot,
    review_records.SupersededVote,
    review_records.Question,
    exchange_records.ImportBatch,
    exchange_records.ImportImage,
    exchange_records.HeadMeaning,
    exchange_records.UploadColumn,
    exchange_records.UploadWord,
    notice_records.NoticeBatch,
    notice_records.NoticeEntry,
    notice_records.Objection,
    notice_records.NoticePhoto,
    report_records.ClosedMonth,
    report_records.ClosedTable,
    report_records.MadeReport,
]

Clock = Callable[[], dt.datetime]

SHORTEST_PASSWORD = 6


@dataclass
class Office:
    """An office that is open. `unclean` tells that the program was ended in the middle last time."""

    folder: Path
    database: SqlCipherDatabase
    session: Session
    lock: OfficeLock
    unclean: bool = False

    @property
    def town(self) -> str:
        """The name of the township."""
        return settings_queries.value(Key.TOWN)

    def close(self) -> None:
        """Fold the log into the database, close it and give the lock back."""
        self.database.close()
        self.lock.release()

    def back_up(self, target: Path) -> Path:
        """Copy the office into one file and prove the copy; into a folder it goes under the office's name and the time.

        Returns the file written.
        """
        self.session.refuse_without(Permission.EXPORT)
        now = self.session.clock()
        if target.is_dir():
            target = target / f"{self.folder.stem}-{now:%Y%m%d-%H%M%S}{backup.SUFFIX}"
        if target.exists():
            raise KnownError("exists", f"{target} 已存在，请换一个备份文件名。")
        if not target.parent.is_dir():
            raise KnownError("no_folder", f"{target.parent} 不存在，请先建立这个文件夹或换一个位置。")
        backup.pack_office(self.database, self.folder, target)
        settings_commands.record_backup(self.session, now.isoformat(timespec="minutes"))
        return target

    def add_account(self, name: str, role: Role, password: str, *, cost: keys.Cost | None = None) -> None:
        """Make an account with its own password. Raises KnownError: name taken, password too short."""
        name = name.strip()
        _refuse_reserved(name)
        _refuse_short(password)
        access_commands.open_account(self.session, name, role)
        self._put_slot(name, password, cost)

    def change_password(self, old: str, new: str, *, cost: keys.Cost | None = None) -> None:
        """Change the signed-in account's own password; the old one has to be right."""
        name = self.session.actor.name
        if not self.session.actor.account_id:
            raise KnownError("recovery", "现在是用恢复码登录的，请在账户列表中为要用的账户重设密码。")
        self._slots().open(old, name)
        _refuse_short(new)
        self._put_slot(name, new, cost)

    def reset_password(self, name: str, new: str, *, cost: keys.Cost | None = None) -> None:
        """Give an account a new password without the old one: for a manager, or after signing in with the recovery code."""
        _refuse_short(new)
        access_commands.note_new_password(self.session, name)
        self._put_slot(name, new, cost)

    def _slots(self) -> keys.KeyFile:
        return keys.KeyFile.read(self.folder / "keys.json")

    def _put_slot(self, name: str, password: str, cost: keys.Cost | None) -> None:
        self._slots().put(name, password, key_of(self.database), cost or keys.Cost())

    def faults(self) -> list[str]:
        """What is wrong with pages, audit chain, next steps and what figures rest on, next verifications and attachments; empty
        when all is well."""
        if found := backup.faults(self.database):
            # Tables in broken pages cannot be read to the end.
            return found
        return [
            *audit_queries.broken_links(),
            *clearance_queries.wrong_steps(),
            *clearance_queries.wrong_checks(),
            *clearance_queries.wrong_states(),
            *attachments().faults(_kept_files()),
        ]


def create(
    folder: Path,
    town: str,
    policy_id: str,
    account: str,
    password: str,
    *,
    cost: keys.Cost | None = None,
    clock: Clock | None = None,
) -> tuple[Office, str]:
    """Make an empty office and return it open, with its recovery code for printing.

    Raises KnownError when the folder exists and is not empty, or the password is empty.
    """
    backup.refuse_taken(folder)
    _refuse_reserved(account)
    if not password:
        raise KnownError("no_password", "密码不能为空：请用环境变量 DIBAO_PASSWORD 给出，或在窗口中输入。")
    try:
        (folder / "attachments").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError("not_a_folder", f"{folder} 建不了文件夹（{error.strerror}），请换一个位置。") from error
    lock = OfficeLock(folder)
    lock.acquire()
    key, code = keys.new_key(), keys.new_recovery_code()
    try:
        database = connect(folder / "office.db", key)
        try:
            upgrade(database, folder / "backups")
            slots = keys.KeyFile.create(folder / "keys.json")
            slots.put(keys.RECOVERY, keys.normal_code(code), key, cost or keys.Cost())
            slots.put(account, password, key, cost or keys.Cost())
            office = Office(folder, database, _session(database, Actor(0, account, MAY[Role.MANAGER]), clock), lock)
            access_commands.open_account(office.session, account, Role.MANAGER)
            settings_commands.change_settings(
                office.session, {Key.TOWN: town, Key.UNIT: f"{town}民政办", Key.POLICY: policy_id}
            )
            office.session.actor = access_queries.actor(account)
        except BaseException:
            database.close()
            raise
    except BaseException:
        # Half an office could neither be opened nor made again.
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return office, code


def open_office(folder: Path, password: str, account: str | None = None, clock: Clock | None = None) -> Office:
    """Open an office with an account's password or the recovery code.

    Raises KnownError: no such office, in use elsewhere, wrong password, newer schema, damaged.
    """
    slots = keys.KeyFile.read(folder / "keys.json")
    lock = OfficeLock(folder)
    lock.acquire()
    try:
        name, key = slots.open(password, account)
        if not (folder / "office.db").exists():
            raise KnownError("no_office", f"{folder} 中缺少 office.db，请用备份恢复。")
        log = folder / "office.db-wal"
        left = log.stat() if log.exists() else None
        unclean = left is not None and left.st_size > 0
        database = connect(folder / "office.db", key)
        try:
            if unclean and (found := backup.faults(database)):
                raise KnownError("damaged_database", f"上次未正常关闭，检查发现{found[0].rstrip('。')}，请用备份恢复。")
            upgrade(database, folder / "backups")
            if left is not None:
                attachments().drop_unsaved(_kept_files(), left.st_mtime)
            actor = access_queries.recovery_actor() if name == keys.RECOVERY else access_queries.actor(name)
        except BaseException as error:
            database.close()
            if isinstance(error, DatabaseError | DriverError) and (known := trouble(error)):
                raise known from error
            raise
    except BaseException:
        lock.release()
        raise
    return Office(folder, database, _session(database, actor, clock), lock, unclean)


def _kept_files() -> set[str]:
    """The names of the files that some record holds."""
    return dossier_queries.paper_digests() | notice_queries.photo_digests()


def _refuse_reserved(name: str) -> None:
    """The recovery code's slot stands beside those of the accounts; an account of its name would take its place."""
    if name.strip() == keys.RECOVERY:
        raise KnownError("name_taken", "这个名字不能用作账户名，请换一个。")


def _refuse_short(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise KnownError("short_password", f"密码至少 {SHORTEST_PASSWORD} 位，请换一个长一些的。")


def restore(source: Path, folder: Path) -> None:
    """Lay out a new office folder from a backup file; open it to check it."""
    backup.unpack_office(source, folder)


def _session(database: SqlCipherDatabase, actor: Actor, clock: Clock | None) -> Session:
    write, move = audit_commands.write_line, clearance_commands.move_steps
    return Session(database, actor, clock or dt.datetime.now, write, move, _stands_behind)


def _stands_behind(household: int, members: Mapping[int, str]) -> dict[int, str]:
    """What keeps members on record: judged leads and payments in their own name, votes on their household."""
    voted = "所在户已经过民主评议" if review_queries.was_voted_on(household) else ""
    found = dict.fromkeys(members, voted) if voted else {}
    return found | matching_queries.behind_members(members)
