"""Pages as HTML."""

from __future__ import annotations

from pmo_expert.render.blocks import Block, Heading, Item, Paragraph, Table
from pmo_expert.render.html.blocks import blocks_to_html
from pmo_expert.render.html.tags import written


def html(*blocks: Block) -> str:
    return written(blocks_to_html(blocks))


def test_headings_and_paragraphs_have_their_tone_as_a_class() -> None:
    """A heading has its level; a tone is a class, the plain one none."""
    assert html(Heading(2, "Big", "good"), Paragraph("Text."), Paragraph("Aside.", "faint")) == (
        '<h2 class="tone-good">Big</h2><p>Text.</p><p class="tone-faint">Aside.</p>'
    )


def test_points_that_follow_each_other_are_one_list() -> None:
    """Points have their lead-in, their details and their own points; a paragraph ends the list."""
    blocks = Item("a", lead="Lead", details=("more",), items=(Item("inner"),)), Item("b"), Paragraph("p"), Item("c")
    assert html(*blocks) == (
        "<ul><li><span><strong>Lead:</strong> a</span><br><small>more</small>"
        "<ul><li><span>inner</span></li></ul></li><li><span>b</span></li></ul>"
        "<p>p</p><ul><li><span>c</span></li></ul>"
    )


def test_tables_say_which_cells_are_heads() -> None:
    """The cells of the header head their columns, the first cell of a row heads the row."""
    assert html(Table(("", "a"), (("one", "1"),))) == (
        '<div class="wide"><table><thead><tr><th scope="col"></th><th scope="col">a</th></tr></thead>'
        '<tbody><tr><th scope="row">one</th><td>1</td></tr></tbody></table></div>'
    )
