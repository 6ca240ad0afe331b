/** How the pictures of a message stand together: in the rows of Discord's gallery, each picture in its own shape. */

import { make } from "./dom.js";

/** How many pictures stand in each row, by the number of all. */
const ROWS = {
  1: [1], 2: [2], 3: [3], 4: [2, 2], 5: [2, 3], 6: [3, 3], 7: [1, 3, 3], 8: [2, 3, 3], 9: [3, 3, 3], 10: [1, 3, 3, 3],
};
const LEAST_ALONE = 2; // the shape of a picture that has a row of several to itself: a square would fill the window
const SAME_SHAPE = 0.02;
const TALLEST = 1.35; // of all rows together, as a share of the height that one row may have

/** A gallery of tiles: elements that know their shape (`dataset.ratio`, width by height) or tell it by a "shape" event. */
export function mosaic(tiles) {
  const counts = ROWS[tiles.length] ?? [tiles.length];
  const left = [...tiles];
  const rows = counts.map((count) => left.splice(0, count));
  const gallery = make("div", { class: "gallery", "data-count": tiles.length },
    rows.map((row) => make("div", { class: "tiles" }, row)));
  const arrange = () => setShapes(gallery, rows);
  gallery.addEventListener("shape", arrange);
  arrange();
  return gallery;
}

function setShapes(gallery, rows) {
  const shapes = rows.map((row) => row.map(({ dataset }) => Number(dataset.ratio ?? 1)));
  if (rows.length > 1 && rows[0].length === 1) shapes[0][0] = Math.max(shapes[0][0], LEAST_ALONE);
  rows.forEach((row, at) => row.forEach((tile, index) => tile.style.setProperty("--ratio", shapes[at][index])));
  const large = isOneLarge(shapes);
  gallery.toggleAttribute("data-large", large);
  const wide = shapes.map((row) => (large ? row[0] * 1.5 : row.reduce((sum, ratio) => sum + ratio, 0)));
  const tall = wide.reduce((sum, width) => sum + 1 / width, 0);
  gallery.style.setProperty("--wide", Math.min(...wide, TALLEST / tall));
}

/** Three of one shape: the first stands large, and the others, half as high, one above the other beside it. */
function isOneLarge([first, ...others]) {
  return !others.length && first.length === 3 && first.every((ratio) => Math.abs(ratio - first[0]) < SAME_SHAPE);
}
