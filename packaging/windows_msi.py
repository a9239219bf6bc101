"""Makes a Windows installer of a folder: per machine, silent, repeatable. Runs on Linux.

wixl writes the installer; what it leaves out is put right afterwards in the tables: versions of
files, without which Windows would lose libraries at an upgrade, the moment at which the old version
is removed, and everything that would differ from build to build.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import struct
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import quoteattr

import windows_sign
import windows_stage
from app_folder import settle_times
from checkout_facts import CheckoutFacts
from environment import say
from tools import call, tool

UPGRADE_CODE = "7C1B1E0E-0B3C-5E53-9B1B-7C5B0E6B5A11"
"""Names the program for all versions and all time: it never changes."""
MAKER = "AHP Journal contributors"
OLDEST_BUILD = 17763
"""Windows 10 version 1809, the oldest that Qt runs on."""
MIME, ENDING = "application/x-ahpjournal", "ahpjournal"
AFTER_INITIALIZE = 1501
"""In the sequence of the installer: the old version goes inside the transaction of the new one."""
_LANGUAGE = 2057  # British English


def build(root: Path, dist: Path, facts: CheckoutFacts) -> Path:
    """Put the Windows folder together and make *dist*/AHPJournal-VERSION-x64.msi of it.

    Raises:
        SetUpError: a tool or a package is missing; the text says which.
    """
    folder = windows_stage.build(root, facts)
    signed = windows_sign.sign_folder(folder, windows_sign.signer_from(os.environ))
    say(f"{signed} programs and libraries signed")
    return make(folder, dist / f"AHPJournal-{facts.version}-x64.msi", root, facts)


def make(folder: Path, target: Path, root: Path, facts: CheckoutFacts) -> Path:
    """Make the installer *target* of *folder* and give its place."""
    say("writing the installer")
    with tempfile.TemporaryDirectory(dir=folder.parent) as place:
        tree = Path(place) / "tree"  # wixl takes what lies beside its source only
        shutil.copytree(folder, tree, copy_function=os.link)
        (tree / "ahpjournal.ico").write_bytes(windows_stage.icon_of(root))
        (tree / "ahpjournal.wxs").write_text(source(folder, facts.version), encoding="utf-8")
        settle_times(tree, facts.epoch)
        command = [tool("wixl", "wixl"), "-a", "x64", "-o", str(target), "ahpjournal.wxs"]
        call(command, tree, {**os.environ, **facts.variables()})
    finish(target, folder, facts)
    return target


def identifier(words: str) -> str:
    """Give the identifier that goes with *words* for ever."""
    return str(uuid.uuid5(uuid.UUID(UPGRADE_CODE), words)).upper()


def product_code(version: str) -> str:
    """Give the identifier of one version: what management tools look for."""
    return identifier(f"product {version}")


def _key(kind: str, place: str) -> str:
    return kind + hashlib.sha256(place.encode()).hexdigest()[:20]


def source(folder: Path, version: str) -> str:
    """Give the source of the installer of *folder*, in the language of WiX 3."""
    lines: list[str] = []
    components: list[str] = []
    _describe(folder, folder, lines, components)
    program = _key("f", windows_stage.WINDOW)
    files = "\n".join(lines)
    references = "\n".join(
        f'   <ComponentRef Id="{c}"/>' for c in [*components, "cRegistry", "cMenu", "cFileType"]
    )
    key = "Software\\AHP Journal"
    return f"""<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
 <Product Id="{product_code(version)}" Name="AHP Journal" Language="{_LANGUAGE}" Codepage="1252" Version="{version}" Manufacturer="{MAKER}" UpgradeCode="{UPGRADE_CODE}">
  <Package Id="{identifier("package " + version)}" InstallerVersion="500" Compressed="yes" InstallScope="perMachine" Platform="x64" Languages="{_LANGUAGE}" Manufacturer="{MAKER}" Description="AHP Journal {version}" Comments="Private, offline journal. Uses no network. Journals stay when it is removed."/>
  <Media Id="1" Cabinet="ahpjournal.cab" EmbedCab="yes"/>
  <MajorUpgrade DowngradeErrorMessage="A newer version of AHP Journal is installed already. Journals it wrote may not open in this one. To go back all the same, remove it first; journals and backups are kept."/>
  <Icon Id="ahpjournal.ico" SourceFile="ahpjournal.ico"/>
  <Property Id="ARPPRODUCTICON" Value="ahpjournal.ico"/>
  <Property Id="ARPNOMODIFY" Value="1"/>
  <Property Id="ARPCONTACT" Value="Your IT service desk"/>
  <Property Id="REINSTALLMODE" Value="amus"/>
  <Property Id="WINBUILD"><RegistrySearch Id="rBuild" Root="HKLM" Key="SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion" Name="CurrentBuild" Type="raw" Win64="yes"/></Property>
  <Condition Message="AHP Journal needs 64-bit Windows 10 version 1809 or later.">Installed OR (VersionNT64 AND WINBUILD &gt;= {OLDEST_BUILD})</Condition>
  <Directory Id="TARGETDIR" Name="SourceDir">
   <Directory Id="ProgramFiles64Folder">
    <Directory Id="INSTALLDIR" Name="{windows_stage.NAME}">
{files}
     <Component Id="cRegistry" Guid="{identifier("registry")}" Win64="yes">
      <RegistryValue Root="HKLM" Key="{key}" Name="Version" Type="string" Value="{version}" KeyPath="yes"/>
      <RegistryValue Root="HKLM" Key="{key}" Name="InstallDir" Type="string" Value="[INSTALLDIR]"/>
     </Component>
     <Component Id="cFileType" Guid="{identifier("file type")}" Win64="yes">
      <RegistryValue Root="HKLM" Key="Software\\Classes\\.{ENDING}" Type="string" Value="AHPJournal.Journal" KeyPath="yes"/>
      <RegistryValue Root="HKLM" Key="Software\\Classes\\.{ENDING}" Name="Content Type" Type="string" Value="{MIME}"/>
      <RegistryValue Root="HKLM" Key="Software\\Classes\\AHPJournal.Journal" Type="string" Value="AHP Journal"/>
      <RegistryValue Root="HKLM" Key="Software\\Classes\\AHPJournal.Journal\\DefaultIcon" Type="string" Value="[#{program}],0"/>
      <RegistryValue Root="HKLM" Key="Software\\Classes\\AHPJournal.Journal\\shell\\open\\command" Type="string" Value="&quot;[#{program}]&quot; &quot;%1&quot;"/>
     </Component>
    </Directory>
   </Directory>
   <Directory Id="ProgramMenuFolder">
    <Component Id="cMenu" Guid="{identifier("menu")}" Win64="yes">
     <Shortcut Id="sMenu" Name="AHP Journal" Description="Private reflective journal" Target="[#{program}]" WorkingDirectory="INSTALLDIR" Icon="ahpjournal.ico"/>
     <RegistryValue Root="HKLM" Key="{key}" Name="MenuShortcut" Type="integer" Value="1" KeyPath="yes"/>
    </Component>
   </Directory>
   <Directory Id="DesktopFolder">
    <Component Id="cDesktop" Guid="{identifier("desktop")}" Win64="yes">
     <Shortcut Id="sDesktop" Name="AHP Journal" Target="[#{program}]" WorkingDirectory="INSTALLDIR" Icon="ahpjournal.ico"/>
     <RegistryValue Root="HKLM" Key="{key}" Name="DesktopShortcut" Type="integer" Value="1" KeyPath="yes"/>
    </Component>
   </Directory>
  </Directory>
  <Feature Id="Main" Title="AHP Journal" Level="1">
{references}
  </Feature>
  <Feature Id="DesktopShortcut" Title="Desktop shortcut" Level="2"><ComponentRef Id="cDesktop"/></Feature>
 </Product>
</Wix>
"""  # noqa: E501 - one element a line reads better


def _describe(folder: Path, at: Path, lines: list[str], components: list[str]) -> None:
    for path in sorted(at.iterdir()):
        place = path.relative_to(folder).as_posix()
        if path.is_dir():
            lines.append(f'<Directory Id="{_key("d", place)}" Name={quoteattr(path.name)}>')
            _describe(folder, path, lines, components)
            lines.append("</Directory>")
            continue
        component = _key("c", place)
        components.append(component)
        lines.append(
            f'<Component Id="{component}" Guid="{identifier(place)}" Win64="yes">'
            f'<File Id="{_key("f", place)}" Name={quoteattr(path.name)}'
            f' Source={quoteattr(place)} KeyPath="yes"/></Component>'
        )


def finish(installer: Path, folder: Path, facts: CheckoutFacts) -> None:
    """Put right in the tables of *installer* what wixl leaves out or makes anew each time."""
    files = {_key("f", p.relative_to(folder).as_posix()): p for p in _files(folder)}
    versions = {key: version for key, path in files.items() if (version := pe_version(path))}
    query = (
        f"UPDATE `InstallExecuteSequence` SET `Sequence` = {AFTER_INITIALIZE}"  # noqa: S608 - ours
        " WHERE `Action` = 'RemoveExistingProducts'"
    )
    call([tool("msibuild", "msitools"), str(installer), "-q", query], folder, dict(os.environ))
    content = hashlib.sha256()
    for key in sorted(files):
        content.update(key.encode() + hashlib.sha256(files[key].read_bytes()).digest())
    moment = time.strftime("%Y/%m/%d %H:%M:%S", time.gmtime(facts.epoch))
    summary = {
        "7": f"x64;{_LANGUAGE}",
        "9": "{" + identifier(f"package {facts.version} {content.hexdigest()}") + "}",
        "12": moment,
        "13": moment,
    }
    with tempfile.TemporaryDirectory() as place:
        for table in ("File", "MsiFileHash", "_SummaryInformation"):
            head, rows = table_of(installer, table)
            kept = _mended(table, rows, versions, summary)
            path = Path(place) / f"{table}.idt"
            lines = head + ["\t".join(row) for row in kept]
            path.write_text("\r\n".join(lines) + "\r\n", encoding="cp1252", newline="")
            command = [tool("msibuild", "msitools"), str(installer), "-i", str(path)]
            call(command, folder, dict(os.environ))


def _mended(
    table: str, rows: list[list[str]], versions: dict[str, str], summary: dict[str, str]
) -> Iterator[list[str]]:
    for row in rows:
        if table == "File" and row[0] in versions:
            yield [*row[:4], versions[row[0]], str(_LANGUAGE), *row[6:]]
        elif table == "MsiFileHash" and row[0] in versions:
            continue  # a file with a version is compared by it
        elif table == "_SummaryInformation" and row[0] in summary:
            yield [row[0], summary[row[0]]]
        else:
            yield row


def table_of(installer: Path, table: str) -> tuple[list[str], list[list[str]]]:
    """Give a table of *installer*: its three lines of description, and its rows."""
    said = subprocess.run(
        [tool("msiinfo", "msitools"), "export", str(installer), table],
        capture_output=True, text=True, encoding="cp1252", errors="replace", check=True,
    ).stdout  # fmt: skip
    lines = said.replace("\r", "").split("\n")
    return lines[:3], [line.split("\t") for line in lines[3:] if line]


def pe_version(path: Path) -> str:
    """Give the version of a Windows program or library as the installer compares it, if any."""
    data = path.read_bytes()
    at = data.find(bytes.fromhex("bd04effe0000")) if data[:2] == b"MZ" else -1
    if at < 0:
        return ""
    high, low = struct.unpack_from("<II", data, at + 8)
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def is_three_part(version: str) -> bool:
    """Tell whether Windows can order *version*: it looks at three numbers and no more."""
    return bool(re.fullmatch(r"\d{1,3}\.\d{1,3}\.\d{1,5}", version))
