// Which clips of a list are chosen, as pure steps from one choice to the next. `anchor` is where a range begins.

export const NOTHING = Object.freeze({ chosen: new Set(), anchor: null });

export const only = (clip) => ({ chosen: new Set(), anchor: clip });

export function toggled(selection, clip) {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(clip)) {
    chosen.add(clip);
  }
  return { chosen, anchor: clip };
}

/** From the anchor to `clip`, in the order of `ids`. */
export function ranged(selection, clip, ids) {
  const from = Math.max(ids.indexOf(selection.anchor), 0);
  const to = ids.indexOf(clip);
  return { chosen: new Set(ids.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor: ids[from] };
}

export const all = (ids) => ({ chosen: new Set(ids), anchor: ids[0] ?? null });

/** Only what is still listed. */
export function remaining(selection, ids) {
  if (selection.chosen.size === 0) {
    return selection;
  }
  const listed = new Set(ids);
  return { chosen: new Set([...selection.chosen].filter((clip) => listed.has(clip))), anchor: selection.anchor };
}
