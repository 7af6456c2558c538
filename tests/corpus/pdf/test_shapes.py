"""Vector shapes: rectangles, lines and paints as a chart needs them."""

from corpus.pdf.file import open_pdf


def shapes_of(path):
    return next(open_pdf(path).pages()).shapes


def test_a_rectangle_is_one_however_it_is_drawn(write_pdf) -> None:
    """``re``, and four lines with or without h, are the same rectangle."""
    drawn = [
        "10 10 30 40 re f",
        "10 10 m 40 10 l 40 50 l 10 50 l h f",
        "10 10 m 10 50 l 40 50 l 40 10 l 10 10 l f",
    ]
    for content in drawn:
        (shape,) = shapes_of(write_pdf("1 0 0 rg " + content))
        box = shape.bbox
        assert (shape.kind, box.x0, box.y0, box.x1, box.y1, shape.fill) == ("rectangle", 10, 10, 40, 50, (1, 0, 0))


def test_a_line_keeps_its_vertices_and_style(write_pdf) -> None:
    """Colour, width and dash tell lines apart."""
    (shape,) = shapes_of(write_pdf("2 0 0 2 0 0 cm 0 0 1 RG 1.5 w [4 2] 0 d 10 10 m 20 30 l 30 20 l S"))
    assert shape.points == ((20, 20), (40, 60), (60, 40))
    assert (shape.stroke, shape.width, shape.dash, shape.fill) == ((0, 0, 1), 3.0, (8.0, 4.0), None)


def test_each_subpath_is_a_shape(write_pdf) -> None:
    """Producers paint all bars of a series in one path."""
    assert len(shapes_of(write_pdf("10 10 5 20 re 30 10 5 40 re 50 10 5 30 re f"))) == 3


def test_a_zero_bar_is_kept(write_pdf) -> None:
    """A rectangle without height still says where a bar is."""
    (shape,) = shapes_of(write_pdf("10 10 30 0 re f"))
    assert (shape.kind, shape.bbox.y0, shape.bbox.y1) == ("rectangle", 10, 10)


def test_what_the_clip_hides_is_not_seen(write_pdf) -> None:
    """Shapes outside the clip are not painted, and bars are cut to it."""
    shapes = shapes_of(write_pdf("q 0 0 100 50 re W n 10 10 30 90 re f 200 10 30 40 re f Q 200 10 30 40 re f"))
    assert [(s.bbox.x0, s.bbox.y1) for s in shapes] == [(10, 50), (200, 50)]


def test_colours_of_all_device_spaces_are_read(write_pdf) -> None:
    """Grey, RGB and CMYK become red, green, blue; a pattern goes by its name."""
    content = "0.5 g 0 0 9 9 re f 0 1 0 rg 0 0 9 9 re f 1 0 0 0 k 0 0 9 9 re f /Pattern cs /P1 scn 0 0 9 9 re f"
    assert [s.fill for s in shapes_of(write_pdf(content))] == [(0.5, 0.5, 0.5), (0, 1, 0), (0, 1, 1), "/P1"]


def test_a_gradient_fills_its_clip(write_pdf) -> None:
    """Bars with a gradient are clips that a shading fills."""
    (shape,) = shapes_of(write_pdf("q 10 10 30 60 re W n /Sh0 sh Q"))
    assert (shape.kind, shape.bbox.x1, shape.bbox.y1, shape.fill) == ("rectangle", 40, 70, "/Sh0")


def test_a_picture_keeps_its_place(write_pdf) -> None:
    """Images are told, not read."""
    image = b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\n"
    image += b"stream\n\x00\nendstream"
    page = next(
        open_pdf(write_pdf("q 200 0 0 100 50 60 cm /I Do Q", resources="/XObject<</I 7 0 R>>", more=(image,))).pages()
    )
    (picture,) = page.pictures
    assert (picture.bbox.x0, picture.bbox.y0, picture.bbox.x1, picture.bbox.y1) == (50, 60, 250, 160)
    assert [w.code for w in page.warnings] == ["no_text_layer"]
