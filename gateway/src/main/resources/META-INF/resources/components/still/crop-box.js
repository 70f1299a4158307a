// A part of a picture, in the picture's pixels, as pure arithmetic: sides stay multiples of 16 and inside the picture.

export const UNIT = 16;

const snap = (side, most) => Math.min(Math.max(Math.round(side / UNIT), 1), Math.floor(most / UNIT)) * UNIT;
const inside = (at, side, most) => Math.round(Math.min(Math.max(at, 0), most - side));

/** The box with lawful sides, moved as little as keeps it inside; a square where that is wanted. */
export function lawful({ x, y, width, height }, picture, square) {
  const most = Math.min(picture.width, picture.height);
  const w = square ? snap(Math.max(width, height), most) : snap(width, picture.width);
  const h = square ? w : snap(height, picture.height);
  return { x: inside(x, w, picture.width), y: inside(y, h, picture.height), width: w, height: h };
}

/** The largest box, in the middle. */
export function largest(picture, square) {
  const box = lawful({ x: 0, y: 0, width: picture.width, height: picture.height }, picture, square);
  return centred(box, picture);
}

/** A box of that size around the same middle, or the largest square where the picture is smaller. */
export function sized(box, side, picture) {
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  return lawful({ x: middle.x - side / 2, y: middle.y - side / 2, width: side, height: side }, picture, true);
}

/** The box dragged by one of its corners, named by which sides move: `left`/`right` and `top`/`bottom`. */
export function stretched(box, corner, at, picture, square) {
  const fixed = { x: corner.left ? box.x + box.width : box.x, y: corner.top ? box.y + box.height : box.y };
  const room = { width: corner.left ? fixed.x : picture.width - fixed.x, height: corner.top ? fixed.y : picture.height - fixed.y };
  const wanted = lawful({ x: 0, y: 0, width: Math.abs(at.x - fixed.x), height: Math.abs(at.y - fixed.y) }, room, square);
  return {
    ...wanted, x: corner.left ? fixed.x - wanted.width : fixed.x, y: corner.top ? fixed.y - wanted.height : fixed.y,
  };
}

const centred = (box, picture) => ({
  ...box, x: Math.round((picture.width - box.width) / 2), y: Math.round((picture.height - box.height) / 2),
});
