"""What the drawn streets are made of: sky, houses, road, and the thing that the photo is about."""

from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1280, 960
KERB = 520
Pen = ImageDraw.ImageDraw
Spot = tuple[int, int]


def street(rng: Random) -> Image.Image:
    """An empty street with houses behind, on a grey or a bright day."""
    image = Image.new("RGB", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(image)
    blue = rng.randint(190, 235)
    for y in range(KERB):
        shade = y * 40 // KERB
        pen.line((0, y, WIDTH, y), fill=(150 + shade, 175 + shade // 2, blue))
    x = -rng.randint(0, 80)
    while x < WIDTH:
        x += _house(pen, x, rng)
    pen.rectangle((0, KERB - 70, WIDTH, KERB), fill=(172, 164, 152))
    for x in range(0, WIDTH, 46):
        pen.line((x, KERB - 70, x - 30, KERB), fill=(150, 142, 130), width=2)
    pen.rectangle((0, KERB, WIDTH, KERB + 14), fill=(205, 203, 198))
    for y in range(KERB + 14, HEIGHT):
        shade = 92 - (y - KERB) * 22 // (HEIGHT - KERB)
        pen.line((0, y, WIDTH, y), fill=(shade, shade, shade + 4))
    for x in range(-60, WIDTH, 260):
        pen.polygon([(x, 880), (x + 150, 880), (x + 138, 900), (x - 14, 900)], fill=(214, 212, 205))
    return image


def _house(pen: Pen, x: int, rng: Random) -> int:
    width, top = rng.randint(170, 330), rng.randint(70, 250)
    wall = rng.choice(((186, 160, 136), (201, 192, 176), (158, 150, 148), (176, 128, 108)))
    pen.rectangle((x, top, x + width, KERB - 70), fill=wall)
    for row in range(top + 24, KERB - 190, 62):
        for column in range(x + 20, x + width - 40, 58):
            glass = rng.choice(((96, 116, 134), (120, 140, 156), (82, 98, 112)))
            pen.rectangle((column, row, column + 32, row + 38), fill=glass)
    sign = rng.choice(((178, 44, 40), (34, 92, 150), (40, 120, 84), (196, 132, 36)))
    pen.rectangle((x + 6, KERB - 170, x + width - 6, KERB - 138), fill=sign)
    pen.rectangle((x + 14, KERB - 134, x + width - 14, KERB - 72), fill=(70, 82, 92))
    return width + rng.randint(0, 24)


def _blob(at: Spot, wide: int, high: int, rng: Random) -> list[tuple[float, float]]:
    return [
        (at[0] + wide * r * cos(turn * pi / 9), at[1] + high * r * sin(turn * pi / 9))
        for turn in range(18)
        for r in [rng.uniform(0.75, 1.1)]
    ]


def _disc(pen: Pen, at: Spot, wide: int, high: int, fill: tuple[int, ...]) -> None:
    pen.ellipse((at[0] - wide, at[1] - high, at[0] + wide, at[1] + high), fill=fill)


def pothole(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """Broken asphalt; afterwards a fresh patch."""
    if after:
        pen.polygon(_blob(at, 210, 74, rng), fill=(44, 44, 48))
        return
    pen.polygon(_blob(at, 200, 70, rng), fill=(62, 58, 54))
    pen.polygon(_blob((at[0] + 8, at[1] + 8), 150, 46, rng), fill=(38, 34, 32))
    for _ in range(60):
        x, y = at[0] + rng.randint(-230, 230), at[1] + rng.randint(-70, 90)
        _disc(pen, (x, y), rng.randint(3, 9), rng.randint(2, 6), (110, 104, 98))


def manhole(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """A shaft with its lid aside; afterwards closed."""
    _disc(pen, at, 150, 58, (120, 118, 114))
    if after:
        _disc(pen, at, 134, 50, (74, 72, 72))
        for ring in range(20, 130, 22):
            box = (at[0] - ring, at[1] - ring * 3 // 8, at[0] + ring, at[1] + ring * 3 // 8)
            pen.ellipse(box, outline=(98, 96, 94), width=4)
        return
    _disc(pen, at, 134, 50, (14, 13, 14))
    lid = (at[0] + rng.choice((-210, 210)), at[1] + 26)
    _disc(pen, lid, 132, 48, (84, 82, 80))
    _disc(pen, lid, 104, 36, (70, 68, 68))


def lamp(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """A lamp post at dusk, dark; afterwards alight."""
    pen.rectangle((0, 0, WIDTH, HEIGHT), fill=(18, 22, 50, 150))
    foot = (at[0], KERB - 6)
    pen.line((*foot, at[0], 110), fill=(58, 60, 64), width=16)
    pen.line((at[0], 112, at[0] + 130, 92), fill=(58, 60, 64), width=12)
    head = (at[0] + 150, 96)
    if after:
        for size in range(260, 20, -24):
            _disc(pen, head, size, size, (255, 226, 150, 14))
        pen.polygon([head, (at[0] - 160, HEIGHT), (at[0] + 480, HEIGHT)], fill=(255, 226, 150, 44))
    _disc(pen, head, 46, 16, (255, 240, 196) if after else (40, 42, 48))


def tree(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """A tree by the kerb with a branch fallen on the road; afterwards cleared."""
    x = at[0] - 120
    pen.rectangle((x - 16, 260, x + 16, KERB - 4), fill=(92, 70, 52))
    for _ in range(70):
        leaf = (x + rng.randint(-150, 150), 210 + rng.randint(-130, 110))
        green = (40 + rng.randint(0, 40), 96 + rng.randint(0, 50), 44)
        _disc(pen, leaf, 46, 38, green)
    if not after:
        pen.line((x + 40, KERB + 40, at[0] + 330, at[1] + 30), fill=(92, 70, 52), width=22)
        for _ in range(60):
            leaf = (at[0] + rng.randint(-60, 340), at[1] + rng.randint(-90, 70))
            _disc(pen, leaf, 34, 20, (54, 110 + rng.randint(0, 30), 48))


def bin_(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """Two litter bins, overflowing; afterwards emptied."""
    for side, colour in ((-80, (44, 110, 72)), (80, (60, 92, 140))):
        x, y = at[0] + side, KERB + 90
        pen.rectangle((x - 66, y - 190, x + 66, y), fill=colour)
        pen.rectangle((x - 74, y - 214, x + 74, y - 184), fill=(40, 44, 48))
        pen.rectangle((x - 40, y - 150, x + 40, y - 110), fill=(226, 226, 220))
    if not after:
        _litter(pen, (at[0], KERB - 110), 140, 50, 40, rng)
        _litter(pen, (at[0], KERB + 110), 280, 60, 70, rng)


def rubbish(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """A heap of bags and rubble; afterwards swept."""
    if after:
        pen.polygon(_blob(at, 260, 60, rng), fill=(84, 84, 90))
        return
    pen.polygon(_blob(at, 300, 84, rng), fill=(104, 92, 78))
    _litter(pen, at, 300, 90, 160, rng)


def _litter(pen: Pen, at: Spot, wide: int, high: int, count: int, rng: Random) -> None:
    colours = ((226, 224, 216), (60, 60, 64), (190, 70, 60), (70, 110, 170), (200, 176, 120))
    for _ in range(count):
        x, y = at[0] + rng.gauss(0, wide / 2.4), at[1] + rng.gauss(0, high / 2.4)
        spot = round(x), round(y)
        pen.polygon(_blob(spot, rng.randint(8, 34), rng.randint(8, 24), rng), rng.choice(colours))


def fence(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """A railing, one panel knocked over; afterwards straight."""
    top, foot = KERB + 30, KERB + 170
    for x in range(40, WIDTH, 180):
        if not after and abs(x - at[0]) < 130:
            y = foot + 60
            pen.polygon(
                [(x, foot), (x + 170, y), (x + 150, y + 26), (x - 20, foot + 30)], "#d8d8d2"
            )
            continue
        pen.rectangle((x, top, x + 168, top + 10), fill=(230, 230, 226))
        pen.rectangle((x, foot - 20, x + 168, foot - 10), fill=(230, 230, 226))
        for bar in range(x, x + 168, 24):
            pen.rectangle((bar, top, bar + 7, foot), fill=(230, 230, 226))


def water(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """Water over the road; afterwards only damp."""
    if after:
        pen.polygon(_blob(at, 380, 90, rng), fill=(60, 60, 66))
        return
    pen.polygon(_blob(at, 520, 150, rng), fill=(116, 132, 146))
    for ring in range(6):
        spot = (at[0] + rng.randint(-320, 320), at[1] + rng.randint(-80, 80))
        box = (spot[0] - 70, spot[1] - 12, spot[0] + 70, spot[1] + 12)
        pen.ellipse(box, outline=(176 + ring * 6, 190, 200), width=3)


def poster(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """A wall full of stickers; afterwards painted over."""
    pen.rectangle((90, 150, WIDTH - 90, KERB + 6), fill=(206, 202, 192))
    for _ in range(46):
        x, y = rng.randint(120, WIDTH - 240), rng.randint(180, KERB - 90)
        if after:
            pen.rectangle((x, y, x + 90, y + 60), fill=(214, 210, 202))
            continue
        pen.rectangle((x, y, x + 100, y + 66), fill=rng.choice(("#f6f2de", "#f2c84a", "#e8574c")))
        for line in range(3):
            pen.line((x + 10, y + 16 + line * 17, x + 84, y + 16 + line * 17), "#333333", 5)


def stall(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """A street stall under an umbrella; afterwards the pavement is free."""
    if after:
        return
    x, y = at[0], KERB + 150
    pen.rectangle((x - 210, y - 90, x + 210, y), fill=(150, 110, 70))
    for wheel in (-150, 150):
        _disc(pen, (x + wheel, y + 8), 36, 36, (36, 36, 38))
    for _ in range(60):
        spot = (x + rng.randint(-190, 190), y - 100 + rng.randint(-16, 10))
        _disc(pen, spot, 20, 18, rng.choice(((220, 70, 40), (240, 170, 40), (90, 150, 60))))
    pen.line((x, y - 90, x, y - 380), fill=(70, 70, 72), width=10)
    pen.pieslice((x - 290, y - 470, x + 290, y - 190), 180, 360, fill=(196, 52, 48))


def bikes(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """Shared bicycles, thrown about; afterwards in a row."""
    for number in range(9):
        x = 130 + number * 122 + (0 if after else rng.randint(-70, 70))
        y = KERB + 70 + (0 if after else rng.randint(0, 170))
        lean = 20 if after else rng.randint(-90, 90)
        colour = rng.choice(((240, 190, 30), (60, 140, 210), (70, 180, 120)))
        for wheel in (-46, 46):
            box = (x + wheel - 34, y - 34, x + wheel + 34, y + 34)
            pen.ellipse(box, outline=(34, 34, 36), width=7)
        seat = (x - 20 + lean // 3, y - 66)
        pen.line((x - 46, y, *seat, x + 46, y), fill=colour, width=9)
        pen.line((x + 46, y, x + 30 + lean // 3, y - 84), fill=colour, width=9)


def site(pen: Pen, at: Spot, after: bool, rng: Random) -> None:
    """A building site open to the road with a heap of earth; afterwards fenced and covered."""
    heap = [
        (at[0] - 330, KERB + 60),
        (at[0] - 60, 300),
        (at[0] + 90, 330),
        (at[0] + 360, KERB + 60),
    ]
    pen.polygon(heap, fill=(70, 120, 76) if after else (146, 116, 84))
    if after:
        for x in range(0, WIDTH, 160):
            pen.rectangle((x, KERB - 130, x + 156, KERB + 60), fill=(58, 110, 168))
            pen.line((x + 156, KERB - 130, x + 156, KERB + 60), fill=(220, 224, 228), width=4)
        return
    for _ in range(240):
        spot = (at[0] + rng.randint(-380, 420), KERB + rng.randint(0, 180))
        _disc(pen, spot, rng.randint(4, 16), rng.randint(3, 9), (150, 122, 92))
    pen.rectangle((0, 0, WIDTH, KERB + 40), fill=(196, 176, 146, 60))
