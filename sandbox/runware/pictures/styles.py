"""Styles: filters over the finished drawing."""

from collections.abc import Callable
from math import cos, sin
from random import Random
from types import MappingProxyType
from typing import Final, TypeAlias

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from sandbox.runware.pictures.grain import noise_layer

Style: TypeAlias = Callable[[Image.Image, Random], Image.Image]
_PAPER: Final = (250, 246, 236)
_PIXEL_CELLS: Final = 112
"""Cells of pixel art along the longer side."""
_MOSAIC_CELLS: Final = 44
_STROKES: Final = 5200
_COMIC_DOT_PIXELS: Final = 9


def _vignette(picture: Image.Image, strength: float) -> Image.Image:
    """Darken the corners."""
    table = [round(255 - strength * 255 * max(0, value - 90) / 165) for value in range(256)]
    mask = Image.radial_gradient("L").point(table).resize(picture.size, Image.Resampling.BILINEAR)
    return ImageChops.multiply(picture, _grey_rgb(mask))


def _edges(picture: Image.Image, gain: float) -> Image.Image:
    """Dark lines on white where colours change."""
    found = picture.filter(ImageFilter.GaussianBlur(0.8)).convert("L").filter(ImageFilter.FIND_EDGES)
    table = [255 - min(255, round(max(0, value - 10) * gain)) for value in range(256)]
    lines = found.point(table)
    ImageDraw.Draw(lines).rectangle((0, 0, lines.width - 1, lines.height - 1), outline=255, width=2)
    return lines


def _grey_rgb(layer: Image.Image) -> Image.Image:
    return Image.merge("RGB", (layer, layer, layer))


def _half(picture: Image.Image) -> Image.Image:
    return picture.resize((max(1, picture.width // 2), max(1, picture.height // 2)), Image.Resampling.BOX)


def _watercolour(picture: Image.Image, random: Random) -> Image.Image:
    small = _half(picture)
    wash = small.filter(ImageFilter.MedianFilter(5)).filter(ImageFilter.GaussianBlur(1.2))
    wash = Image.blend(ImageEnhance.Color(wash).enhance(1.1), Image.new("RGB", small.size, _PAPER), 0.22)
    spots = Image.frombytes("L", (14, 14), random.randbytes(196)).resize(small.size, Image.Resampling.BICUBIC)
    pale = Image.blend(wash, Image.new("RGB", small.size, _PAPER), 0.34)
    wash.paste(pale, (0, 0), spots.point([max(0, value - 110) for value in range(256)]))
    rims = _grey_rgb(_edges(small, 1.6).filter(ImageFilter.GaussianBlur(1.0)))
    wash = Image.blend(wash, ImageChops.multiply(wash, rims), 0.45)
    return _on_paper(wash, random).resize(picture.size, Image.Resampling.BICUBIC)


def _on_paper(wash: Image.Image, random: Random) -> Image.Image:
    """Let the wash end in a ragged edge before the paper does."""
    rough = Image.frombytes("L", (18, 18), random.randbytes(324)).resize(wash.size, Image.Resampling.BICUBIC)
    mask = Image.new("L", wash.size)
    edge = min(wash.size) // 24
    ImageDraw.Draw(mask).rectangle((edge, edge, wash.width - edge, wash.height - edge), fill=255)
    mask = mask.filter(ImageFilter.BoxBlur(edge))
    mask = ImageChops.add(mask, rough, scale=1, offset=-128).point(
        [min(255, max(0, (value - 96) * 5)) for value in range(256)]
    )
    sheet = Image.new("RGB", wash.size, _PAPER)
    sheet.paste(wash, (0, 0), mask)
    return sheet


def _noir(picture: Image.Image, _: Random) -> Image.Image:
    grey = ImageOps.autocontrast(picture.convert("L"), cutoff=2)
    curve = [min(255, max(0, round(255 * (value / 255) ** 2 * (3 - 2 * value / 255) * 0.96))) for value in range(256)]
    return ImageChops.add(
        _vignette(_grey_rgb(grey.point(curve)), 0.75), noise_layer(picture.size, 18), scale=1, offset=-128
    )


def _pixel_art(picture: Image.Image, _: Random) -> Image.Image:
    cell = max(picture.size) / min(_PIXEL_CELLS, max(picture.size))
    small = picture.resize(
        (max(1, round(picture.width / cell)), max(1, round(picture.height / cell))), Image.Resampling.BOX
    )
    few = ImageEnhance.Color(small).enhance(1.25).quantize(28, dither=Image.Dither.NONE).convert("RGB")
    return few.resize(picture.size, Image.Resampling.NEAREST)


def _oil(picture: Image.Image, random: Random) -> Image.Image:
    painted = picture.filter(ImageFilter.GaussianBlur(min(picture.size) / 160))
    colours, pen, unit = _half(ImageEnhance.Color(picture).enhance(1.25)), ImageDraw.Draw(painted), min(picture.size)
    for index in range(_STROKES):
        x, y = random.random() * picture.width, random.random() * picture.height
        near = colours.getpixel((min(colours.width - 1, int(x / 2)), min(colours.height - 1, int(y / 2))))
        assert isinstance(near, tuple)
        change = random.randint(-16, 16)
        angle = 1.3 * sin(3 * x / unit) + 1.1 * cos(4 * y / unit)
        length = unit * (0.022 if index < _STROKES / 2 else 0.011)
        dx, dy = length * cos(angle), length * sin(angle)
        pen.line(
            (x - dx, y - dy, x + dx, y + dy),
            fill=tuple(part + change for part in near),
            width=max(1, int(length * 0.44)),
        )
    return Image.blend(painted, picture, 0.16)


def _sketch(picture: Image.Image, random: Random) -> Image.Image:
    lines = _edges(picture, 9.0).filter(ImageFilter.MinFilter(3)).filter(ImageFilter.GaussianBlur(0.6))
    grey = ImageOps.autocontrast(picture.convert("L"))
    hatch = Image.new("L", picture.size, 255)
    pen, step = ImageDraw.Draw(hatch), max(4, min(picture.size) // 130)
    for start in range(-picture.height, picture.width, step):
        pen.line((start + random.randint(-1, 1), picture.height, start + picture.height, 0), fill=150, width=1)
    shaded = Image.composite(
        hatch, Image.new("L", picture.size, 255), grey.point([255 if value < 105 else 0 for value in range(256)])
    )
    drawn = ImageChops.multiply(
        ImageChops.multiply(lines, shaded), grey.point([214 + value // 7 for value in range(256)])
    )
    return ImageOps.colorize(drawn, (44, 42, 54), _PAPER)


def _neon(picture: Image.Image, _: Random) -> Image.Image:
    dark = ImageOps.colorize(
        ImageOps.autocontrast(picture.convert("L"), cutoff=1), (8, 4, 30), (132, 236, 255), (150, 30, 140), midpoint=140
    )
    mixed = Image.blend(dark, ImageEnhance.Color(ImageOps.autocontrast(picture, cutoff=1)).enhance(1.6), 0.4)
    lines = ImageOps.invert(_edges(picture, 3.2))
    colours = ImageOps.colorize(Image.linear_gradient("L").resize(picture.size), (255, 60, 190), (60, 240, 255))
    glow = ImageChops.multiply(colours, _grey_rgb(lines))
    halo = _half(_half(glow)).filter(ImageFilter.GaussianBlur(3)).resize(picture.size, Image.Resampling.BILINEAR)
    return ImageChops.screen(
        ImageChops.screen(ImageEnhance.Brightness(mixed).enhance(1.05), glow),
        ImageEnhance.Brightness(halo).enhance(1.8),
    )


def _anime(picture: Image.Image, _: Random) -> Image.Image:
    bright = ImageEnhance.Color(ImageEnhance.Contrast(picture).enhance(1.12)).enhance(1.45)
    bloom = _half(_half(bright)).filter(ImageFilter.GaussianBlur(5)).resize(picture.size, Image.Resampling.BILINEAR)
    soft = Image.blend(bright, ImageChops.screen(bright, bloom), 0.34)
    lines = _edges(picture, 3.4).filter(ImageFilter.MinFilter(3)).point([max(40, value) for value in range(256)])
    return ImageChops.multiply(soft, _grey_rgb(lines))


def _photo(picture: Image.Image, _: Random) -> Image.Image:
    blurred = _half(_half(picture)).filter(ImageFilter.GaussianBlur(2.4)).resize(picture.size, Image.Resampling.BICUBIC)
    mask = Image.radial_gradient("L").point([min(255, max(0, (value - 84) * 3)) for value in range(256)])
    mixed = Image.composite(blurred, picture, mask.resize(picture.size, Image.Resampling.BILINEAR))
    graded = ImageEnhance.Color(ImageEnhance.Contrast(mixed).enhance(1.12)).enhance(0.84)
    warm = ImageChops.multiply(graded, Image.new("RGB", picture.size, (255, 246, 230)))
    return ImageChops.add(_vignette(warm, 0.5), noise_layer(picture.size, 12), scale=1, offset=-128)


def _sepia(picture: Image.Image, _: Random) -> Image.Image:
    toned = ImageOps.colorize(
        ImageOps.autocontrast(picture.convert("L")), (52, 32, 22), (250, 236, 204), (168, 122, 80)
    )
    return _vignette(toned, 0.55)


def _comic(picture: Image.Image, _: Random) -> Image.Image:
    flat = ImageOps.posterize(
        ImageEnhance.Color(_half(picture).filter(ImageFilter.MedianFilter(3))).enhance(1.6), 3
    ).resize(picture.size)
    dot = Image.radial_gradient("L").resize((_COMIC_DOT_PIXELS, _COMIC_DOT_PIXELS))
    screen = Image.new("L", picture.size)
    for x in range(0, picture.width, _COMIC_DOT_PIXELS):
        for y in range(0, picture.height, _COMIC_DOT_PIXELS):
            screen.paste(dot, (x, y))
    dots = ImageChops.add(picture.convert("L"), screen).point([255 if value > 170 else 0 for value in range(256)])
    inked = Image.composite(flat, ImageEnhance.Brightness(flat).enhance(0.62), dots)
    return ImageChops.multiply(inked, _grey_rgb(_edges(picture, 6.0).filter(ImageFilter.MinFilter(3))))


def _pastel(picture: Image.Image, _: Random) -> Image.Image:
    pale = Image.blend(ImageEnhance.Color(picture).enhance(0.9), Image.new("RGB", picture.size, (255, 240, 248)), 0.36)
    glow = _half(_half(pale)).filter(ImageFilter.GaussianBlur(6)).resize(picture.size, Image.Resampling.BILINEAR)
    return Image.blend(pale, ImageChops.screen(pale, glow), 0.2)


def _poster(picture: Image.Image, _: Random) -> Image.Image:
    small = _half(picture).filter(ImageFilter.MedianFilter(5))
    few = small.quantize(8, dither=Image.Dither.NONE).convert("RGB")
    return few.resize(picture.size, Image.Resampling.BICUBIC)


def _low_poly(picture: Image.Image, random: Random) -> Image.Image:
    facets = picture.copy()
    pen, step = ImageDraw.Draw(facets), max(picture.size) / _MOSAIC_CELLS
    columns, rows = int(picture.width / step) + 2, int(picture.height / step) + 2
    corners = {
        (i, j): (i * step + random.uniform(-0.28, 0.28) * step, j * step + random.uniform(-0.28, 0.28) * step)
        for i in range(-1, columns + 1) for j in range(-1, rows + 1)
    }  # fmt: skip
    for i in range(-1, columns):
        for j in range(-1, rows):
            a, b, c, d = corners[i, j], corners[i + 1, j], corners[i + 1, j + 1], corners[i, j + 1]
            for triangle in ((a, b, c), (a, c, d)):
                x, y = sum(point[0] for point in triangle) / 3, sum(point[1] for point in triangle) / 3
                spot = min(picture.width - 1, max(0, int(x))), min(picture.height - 1, max(0, int(y)))
                near = picture.getpixel(spot)
                assert isinstance(near, tuple)
                pen.polygon(triangle, fill=near)
    return Image.blend(facets, picture, 0.12)


def _unchanged(picture: Image.Image, _: Random) -> Image.Image:
    return picture


STYLES: Final[MappingProxyType[str, Style]] = MappingProxyType(
    {
        "watercolour": _watercolour, "noir": _noir, "pixel art": _pixel_art, "oil": _oil, "sketch": _sketch,
        "neon": _neon, "anime": _anime, "photo": _photo, "sepia": _sepia, "comic": _comic,
        "pastel": _pastel, "poster": _poster, "low poly": _low_poly, "sticker": _unchanged,
    }
)  # fmt: skip
"""By name; a sticker is cut out while it is drawn."""
_MAX_STYLES: Final = 2


def apply_styles(picture: Image.Image, names: list[str], random: Random) -> Image.Image:
    """Apply the first styles, in their order."""
    for name in names[:_MAX_STYLES]:
        picture = STYLES[name](picture, random)
    return picture
