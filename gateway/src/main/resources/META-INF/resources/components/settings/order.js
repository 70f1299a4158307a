// How a form becomes an order, and where a refusal of it belongs. A field's name is its path in the order's JSON.

/** What the fields of a form say. Fields left empty are left out, so that the studio's usual values stand. */
export function ordered(form) {
  const order = {};
  for (const field of form.elements) {
    const value = field.name && !field.disabled ? said(field) : undefined;
    if (value !== undefined) {
      put(order, field.name.match(/[^.[\]]+/g), value);
    }
  }
  return order;
}

/** Whether a field says anything. */
export const isSaid = (field) => said(field) !== undefined;

function said(field) {
  if (field.type === 'checkbox') {
    return field.checked ? {} : undefined;
  }
  const text = (field.value ?? '').trim();
  if (text === '') {
    return undefined;
  }
  switch (field.dataset.as ?? field.type) {
    case 'number': return field.valueAsNumber;
    case 'numbers': return text.split(/[\s,]+/).map(Number);
    case 'lines': return text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
    default: return text;
  }
}

function put(order, keys, value) {
  let place = order;
  keys.slice(0, -1).forEach((key, index) => {
    place[key] ??= /^\d+$/.test(keys[index + 1]) ? [] : {};
    place = place[key];
  });
  place[keys.at(-1)] = value;
}

/** The name of the field that a refusal is about: that one, what it lies in, or the first that lies in it; none if there is none. */
export function placeOf(refused, names) {
  const around = names.filter((name) => lies(refused, name)).sort((one, other) => other.length - one.length);
  return around[0] ?? names.find((name) => lies(name, refused)) ?? '';
}

const lies = (path, outer) => outer !== '' && (path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`));
