"""One sheet of texture for many small solids: charts in metres, placed on shelves, painted from solid wood."""

import numpy as np

from . import images, materials, noise, wood

GUTTER_PX = 5


class Chart:
    """A rectangle of the sheet; (s, t) run over its metres, from the lower left."""

    def __init__(self, atlas, left, low, width_m, height_m, place, species, seed):
        self.atlas, self.left, self.low = atlas, left, low
        self.width_m, self.height_m = width_m, height_m
        self.place, self.species, self.seed = place, species, seed

    def uv(self, s, t):
        scale, size = self.atlas.px_per_m, self.atlas.size
        return (self.left + s * scale) / size, (self.low + t * scale) / size


class Atlas:
    """A square sheet called `name`; the material of that name shows it."""

    def __init__(self, name, size, px_per_m, relief=0.9, roughness=0.55):
        self.name, self.size, self.px_per_m, self.relief = name, size, px_per_m, relief
        self.charts, self.shelves, self.y = [], [], 0      # shelves: [low, high, where free]
        materials.register(name, name, roughness)

    def chart(self, width_m, height_m, place, species, seed=0):
        """Room for a face of that size; `place(s, t)` gives points (…, 3) of the trunk for arrays of metres."""
        wide = int(np.ceil(width_m * self.px_per_m)) + 2 * GUTTER_PX
        high = int(np.ceil(height_m * self.px_per_m)) + 2 * GUTTER_PX
        fits = [shelf for shelf in self.shelves if shelf[1] >= high and shelf[2] + wide <= self.size]
        shelf = min(fits, key=lambda shelf: shelf[1], default=None)
        if shelf is None:
            if wide > self.size or self.y + high > self.size:
                raise ValueError(f"{self.name}: no room for a face of {width_m} by {height_m} m")
            shelf = [self.y, high, 0]
            self.shelves.append(shelf)
            self.y += high
        made = Chart(self, shelf[2] + GUTTER_PX, shelf[0] + GUTTER_PX, width_m, height_m, place, species, seed)
        shelf[2] += wide
        self.charts.append(made)
        return made

    def paint(self):
        """Write colour and normals; gutters continue the wood, so that mips do not bleed."""
        sheet = np.ones((self.size, self.size, 3)) * 0.6
        height = np.full((self.size, self.size), 0.5)
        for chart in self.charts:
            wide = int(np.ceil(chart.width_m * self.px_per_m)) + 2 * GUTTER_PX
            high = int(np.ceil(chart.height_m * self.px_per_m)) + 2 * GUTTER_PX
            s, t = np.meshgrid((np.arange(wide) + 0.5 - GUTTER_PX) / self.px_per_m,
                               (np.arange(high)[::-1] + 0.5 - GUTTER_PX) / self.px_per_m)
            colour, bumps = wood.grain(chart.place(s, t), chart.species, chart.seed)
            top, left = self.size - (chart.low - GUTTER_PX) - high, chart.left - GUTTER_PX
            sheet[top:top + high, left:left + wide] = colour
            height[top:top + high, left:left + wide] = bumps
        materials.WORK.mkdir(parents=True, exist_ok=True)
        images.save(sheet, materials.WORK / f"{self.name}.png")
        bumps = noise.normal_map(height, self.relief)
        images.save(bumps[::2, ::2], materials.WORK / f"{self.name}_normal.png")
