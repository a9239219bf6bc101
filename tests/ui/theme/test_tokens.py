"""Every pair of colours that meets on the screen can be told apart; no Qt needed."""

import math
import subprocess
import sys

import pytest

from ahpjournal.ui.theme.tokens import (
    CONTRAST,
    DARK,
    LIGHT,
    TYPE,
    Colours,
    Tone,
    contrast,
    tone_pair,
)

TEXT = 4.5
CONTROL = 3.0
THEMES = pytest.mark.parametrize(
    "colours", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"]
)


def text_pairs(c: Colours) -> list[tuple[str, str]]:
    """Give every (text, ground) that the style sheet or a painter puts together."""
    grounds = (c.bg, c.sidebar, c.surface, c.surface2)
    pairs = [(text, ground) for text in (c.text, c.text2, c.text3) for ground in grounds]
    pairs += [(c.accent, ground) for ground in (c.bg, c.surface)]
    pairs += [(c.on_accent, c.accent), (c.on_accent, c.accent_hover)]
    pairs += [(c.soft_text, ground) for ground in (c.soft, c.surface, c.bg)]
    pairs += [(t.text, t.soft) for t in (tone_pair(c, tone) for tone in Tone)]
    pairs += [(text, ground) for text in (c.ok, c.warn, c.bad) for ground in (c.bg, c.surface)]
    pairs += [(c.text, t.soft) for t in (tone_pair(c, tone) for tone in Tone)]
    pairs += [(cell.text, cell.fill) for cell in c.risk]
    pairs += [(c.surface, c.text)]
    return pairs


def control_pairs(c: Colours) -> list[tuple[str, str]]:
    """Give every (line or picture, ground) that one must see to use the program."""
    grounds = (c.surface, c.bg)
    seen = (c.control, c.accent, c.bad, c.ok, c.warn)
    pairs = [(line, ground) for line in seen for ground in grounds]
    return [*pairs, (c.baseline, c.surface), (c.accent, c.surface2)]


@THEMES
def test_text_can_be_read(colours: Colours) -> None:
    poor = [(p, contrast(*p)) for p in text_pairs(colours) if contrast(*p) < TEXT]
    assert not poor


@THEMES
def test_controls_and_focus_can_be_seen(colours: Colours) -> None:
    poor = [(p, contrast(*p)) for p in control_pairs(colours) if contrast(*p) < CONTROL]
    assert not poor


@THEMES
def test_the_strongest_heat_stands_out_and_each_step_differs(colours: Colours) -> None:
    assert len(set(colours.heat)) == len(colours.heat)
    against = [contrast(step, colours.surface) for step in colours.heat]
    assert against == sorted(against)
    assert against[-1] >= CONTROL


def test_contrast_is_that_of_wcag() -> None:
    assert math.isclose(contrast("#000000", "#FFFFFF"), 21.0)
    assert math.isclose(contrast("#FFFFFF", "#FFFFFF"), 1.0)
    assert math.isclose(contrast("#777777", "#FFFFFF"), 4.478, abs_tol=0.001)
    assert contrast("#005EB8", "#FFFFFF") == contrast("#FFFFFF", "#005EB8")


def test_type_grows_with_importance() -> None:
    order = ("caption", "small", "body", "title", "h2", "h1", "figure")
    sizes = [TYPE[name].pixels for name in order]
    assert sizes == sorted(sizes)


def test_tokens_need_no_qt() -> None:
    code = "import sys, ahpjournal.ui.theme.tokens; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
