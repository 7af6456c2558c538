"""An indicator's native chart in a Word report: the slides' chart, carried over with the workbook it is drawn from.

python-docx makes no charts. What Word needs is the part that python-pptx makes: the same XML, the same workbook inside;
only the frame around it is Word's own.
"""

from typing import Any

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Mm

from bot.briefs.brief import Page
from bot.briefs.slide_chart import add_chart
from bot.briefs.words import Words

_FRAME = """
<w:drawing
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
    xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
  <wp:inline distT="0" distB="0" distL="0" distR="0">
    <wp:extent/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr/><wp:cNvGraphicFramePr/>
    <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart/></a:graphicData>
    </a:graphic>
  </wp:inline>
</w:drawing>
"""
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class WordCharts:
    """Puts charts into one document.

    Args:
        document: The document.
        words: Of the brief.
    """

    def __init__(self, document: Any, words: Words) -> None:
        self._document, self._words = document, words
        self._deck: Any = Presentation()
        self._slide = self._deck.slides.add_slide(self._deck.slide_layouts[6])
        self._made = 0

    def add(self, paragraph: Any, page: Page, width: int, height: int) -> None:
        """Put an indicator's chart into a paragraph.

        Args:
            paragraph: Where.
            page: An indicator with at least one value.
            width: Millimetres, as ``height``.
            height: See ``width``.
        """
        self._made += 1
        box = (0, 0, int(Mm(width)), int(Mm(height)))
        add_chart(self._slide, page, self._words, box)
        relation = self._document.part.relate_to(self._part(), RELATIONSHIP_TYPE.CHART)
        drawing = parse_xml(_FRAME)
        drawing.find(f".//{_WP}extent").attrib.update({"cx": str(box[2]), "cy": str(box[3])})
        shown = {"id": str(1000 + self._made), "name": self._words.trend(page), "descr": self._words.alt(page)}
        drawing.find(f".//{_WP}docPr").attrib.update(shown)
        drawing.find(f".//{qn('c:chart')}").set(qn("r:id"), relation)
        paragraph.add_run()._element.append(drawing)

    def _part(self) -> Part:
        """The chart made last, with its workbook, as parts of the document."""
        made = self._slide.shapes[-1].chart.part
        package = self._document.part.package
        book = Part(
            PackURI(f"/word/embeddings/Microsoft_Excel_Sheet{self._made}.xlsx"),
            CONTENT_TYPE.SML_SHEET,
            made.chart_workbook.xlsx_part.blob,
            package,
        )
        chart = Part(PackURI(f"/word/charts/chart{self._made}.xml"), CONTENT_TYPE.DML_CHART, b"", package)
        external = made._element.find(qn("c:externalData"))
        external.set(qn("r:id"), chart.relate_to(book, RELATIONSHIP_TYPE.PACKAGE))
        chart._blob = made.blob
        return chart
