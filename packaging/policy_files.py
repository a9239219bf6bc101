"""Write the files for administrators that come from the program's one list of policies.

    .venv/bin/python packaging/policy_files.py [--check]

Windows templates (ADMX, and ADML in British and American English), an example of the TOML file for
Linux, and the page about policies. With --check nothing is written: the exit code tells whether the
files are as they would be.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ahpjournal.policy import POLICIES, PolicyKind, PolicySpec  # noqa: E402
from ahpjournal.policy.reading import LINUX_FILE, MAC_FILE, REGISTRY_KEY  # noqa: E402

TEMPLATES = ROOT / "packaging" / "windows" / "policy"
NAMESPACE = "AHPJournal.Policies"
SCHEMA = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
VERSION = "1.0"
CATEGORY = "AHPJournal"
SUPPORTED = "Windows10"
# Group Policy falls back to American English, so that file has to be there and to read right.
AMERICAN = {
    "organisation": "organization",
    "Organisation": "Organization",
}
COMMON = {
    CATEGORY: "AHP Journal",
    SUPPORTED: "Windows 10 version 1809 or later",
    "Explanation": "Settings of AHP Journal, a private, offline reflective journal.",
}


def admx() -> str:
    """Give the template: which policies there are and where Windows keeps them."""
    policies = "".join(_policy(spec) for spec in POLICIES)
    return f"""{HEAD}<policyDefinitions xmlns="{SCHEMA}" revision="{VERSION}" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="ahpjournal" namespace="{NAMESPACE}"/>
  </policyNamespaces>
  <resources minRequiredRevision="{VERSION}"/>
  <supportedOn>
    <definitions>
      <definition name="{SUPPORTED}" displayName="$(string.{SUPPORTED})"/>
    </definitions>
  </supportedOn>
  <categories>
    <category name="{CATEGORY}" displayName="$(string.{CATEGORY})" explainText="$(string.Explanation)"/>
  </categories>
  <policies>
{policies}  </policies>
</policyDefinitions>
"""  # noqa: E501 - one element a line reads better


def adml(language: str) -> str:
    """Give the words that go with the template, in *language*: en-GB or en-US."""
    american = language == "en-US"
    strings = dict(COMMON)
    for spec in POLICIES:
        strings[spec.name] = spec.title
        strings[f"{spec.name}_Explain"] = f"{spec.meaning}\n\nNot configured: {spec.default}"
    table = "".join(
        f"      <string id={quoteattr(name)}>{escape(_in(text, american=american))}</string>\n"
        for name, text in strings.items()
    )
    presentations = "".join(
        _presentation(spec, american=american)
        for spec in POLICIES
        if spec.kind is not PolicyKind.SWITCH
    )
    return f"""{HEAD}<policyDefinitionResources xmlns="{SCHEMA}" revision="{VERSION}" schemaVersion="1.0">
  <displayName>{COMMON[CATEGORY]}</displayName>
  <description>{escape(COMMON["Explanation"])}</description>
  <resources>
    <stringTable>
{table}    </stringTable>
    <presentationTable>
{presentations}    </presentationTable>
  </resources>
</policyDefinitionResources>
"""  # noqa: E501


def toml_example() -> str:
    """Give an example of the file for Linux, with every policy switched off by a comment sign."""
    parts = [
        "# Policies of AHP Journal for every person on this computer. Remove the sign # before a",
        f"# line to set it. The program reads {LINUX_FILE} at each start; ahpjournal self-test",
        "# says what is in force and names what it cannot use.",
    ]
    for spec in POLICIES:
        parts += ["", *_wrapped(spec.title + ". " + spec.meaning, "# ", 96)]
        parts += _wrapped("Not set: " + spec.default, "# ", 96)
        parts.append(f"#{spec.name} = {spec.example}")
    return "\n".join(parts) + "\n"


def page() -> str:
    """Give the page about policies for administrators."""
    parts = [
        "# Policies",
        "",
        "An organisation sets these once for a computer; nobody at the window can change them, and",
        "Settings shows the person which are in force. The list in the program is the only source:",
        "templates, example file and this page are written from it (`packaging/policy_files.py`).",
        "",
        (
            "- **Windows**: values under"
            f" `HKLM\\{REGISTRY_KEY}`, or `HKCU` for one person; the computer's beat the person's."
            " `packaging/windows/policy` holds ADMX and ADML for Group Policy and Intune."
        ),
        (
            f"- **Linux**: the same names in `{LINUX_FILE}` (TOML), readable by all, writable by"
            f" root. **macOS**: `{MAC_FILE}`."
        ),
        (
            "- A value that cannot be used counts as not set and never keeps the program from"
            " opening a journal. Settings shows it to the person, and `ahpjournal self-test --json`"
            " reports it under `policy` and exits with code 4."
        ),
        "",
    ]
    for spec in POLICIES:
        parts += [f"## {spec.name}", "", f"*{spec.title}.* {spec.meaning}", ""]
        parts += [f"- Not set: {spec.default}", f"- Registry: {_registry_words(spec)}"]
        parts += [f"- File: `{spec.name} = {spec.example}`"]
        if spec.choices:
            parts.append("- Kinds: " + ", ".join(f"`{choice}`" for choice in spec.choices))
        if spec.later:
            parts.append(
                "- From a later version, and allowed in the list already: "
                + ", ".join(f"`{choice}`" for choice in spec.later)
            )
        parts += [f"- Intune (OMA-URI): `{_oma_uri(spec)}`", ""]
    return "\n".join(parts)


FILES: dict[Path, Callable[[], str]] = {
    TEMPLATES / "AHPJournal.admx": admx,
    TEMPLATES / "en-GB" / "AHPJournal.adml": lambda: adml("en-GB"),
    TEMPLATES / "en-US" / "AHPJournal.adml": lambda: adml("en-US"),
    ROOT / "packaging" / "linux" / "policy.toml.example": toml_example,
    ROOT / "packaging" / "docs" / "policies.md": page,
}


def main(arguments: list[str]) -> int:
    """Write the files, or with --check only compare them.

    Returns:
        0; 1 if a file is not as it would be; 2 for wrong arguments.
    """
    if arguments not in ([], ["--check"]):
        print(__doc__)
        return 2
    stale = [path for path, make in FILES.items() if _content(path) != make()]
    for path in stale:
        place = path.relative_to(ROOT)
        if arguments:
            print(f"{place} is not what packaging/policy_files.py writes")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILES[path](), encoding="utf-8", newline="\n")
        print(f"wrote {place}")
    return 1 if stale and arguments else 0


def _content(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _policy(spec: PolicySpec) -> str:
    attributes = (
        f'name="{spec.name}" class="Both" displayName="$(string.{spec.name})"'
        f' explainText="$(string.{spec.name}_Explain)" key={quoteattr(REGISTRY_KEY)}'
    )
    head = f'      <parentCategory ref="{CATEGORY}"/>\n      <supportedOn ref="{SUPPORTED}"/>\n'
    if spec.kind is PolicyKind.SWITCH:
        return (
            f'    <policy {attributes} valueName="{spec.name}">\n{head}'
            '      <enabledValue><decimal value="1"/></enabledValue>\n'
            '      <disabledValue><decimal value="0"/></disabledValue>\n'
            "    </policy>\n"
        )
    return (
        f'    <policy {attributes} presentation="$(presentation.{spec.name})">\n{head}'
        f"      <elements>\n        {_element(spec)}\n      </elements>\n    </policy>\n"
    )


def _element(spec: PolicySpec) -> str:
    named = f'id="{spec.name}" valueName="{spec.name}"'
    match spec.kind:
        case PolicyKind.FOLDER:
            return f'<text {named} expandable="true" required="true"/>'
        case PolicyKind.NUMBER:
            bounds = f'minValue="{spec.lowest}" maxValue="{spec.highest}"'
            return f'<decimal {named} {bounds} required="true"/>'
        case PolicyKind.CHOICES:
            return f"<multiText {named}/>"
        case PolicyKind.SWITCH:
            raise ValueError(spec.name)


def _presentation(spec: PolicySpec, *, american: bool) -> str:
    label = escape(_in(spec.title, american=american))
    match spec.kind:
        case PolicyKind.NUMBER:
            control = (
                f'<decimalTextBox refId="{spec.name}"'
                f' defaultValue="{spec.example}">{label}</decimalTextBox>'
            )
        case PolicyKind.CHOICES:
            known = ", ".join(spec.choices)
            words = f"{label}, one a line: {known}"
            control = f'<text>{words}</text>\n        <multiTextBox refId="{spec.name}"/>'
        case _:
            control = f'<textBox refId="{spec.name}"><label>{label}</label></textBox>'
    return f'      <presentation id="{spec.name}">\n        {control}\n      </presentation>\n'


def _registry_words(spec: PolicySpec) -> str:
    match spec.kind:
        case PolicyKind.FOLDER:
            return f"`{spec.name}`, REG_EXPAND_SZ or REG_SZ, a whole path"
        case PolicyKind.SWITCH:
            return f"`{spec.name}`, REG_DWORD, 1 or 0"
        case PolicyKind.NUMBER:
            return f"`{spec.name}`, REG_DWORD, {spec.lowest} to {spec.highest}"
        case PolicyKind.CHOICES:
            return f"`{spec.name}`, REG_MULTI_SZ, or REG_SZ with commas"


def _oma_uri(spec: PolicySpec) -> str:
    return f"./Device/Vendor/MSFT/Policy/Config/AHPJournal~Policy~{CATEGORY}/{spec.name}"


def _in(text: str, *, american: bool) -> str:
    for british, other in AMERICAN.items() if american else ():
        text = text.replace(british, other)
    return text


def _wrapped(text: str, lead: str, width: int) -> Iterable[str]:
    import textwrap

    return textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=lead)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
