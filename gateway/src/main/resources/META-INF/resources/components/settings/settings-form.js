import { LitElement, css, html, nothing } from 'lit';
import { shared } from '../styles.js';
import { isSaid, ordered, placeOf } from './order.js';

/**
 * A form that orders work: a few fields, the rest behind "More settings", and a refusal beside the field it is about. What
 * extends it renders `form(...)` and says how an order is sent.
 */
export class SettingsForm extends LitElement {
  static properties = {
    refused: { state: true }, busy: { state: true }, chosen: { state: true }, saidMore: { state: true },
  };

  static styles = [shared, css`
    form, .groups { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
    .fields { display: grid; gap: 0.9rem 1rem; grid-template-columns: repeat(auto-fill, minmax(min(13.5rem, 100%), 1fr)); align-items: start; }
    .fields .fields { grid-column: 1 / -1; }
    @media (max-width: 700px) { .groups .fields { grid-template-columns: 1fr 1fr; } .setting:has(> select) { grid-column: 1 / -1; } }
    .setting { display: grid; gap: 0.3rem; align-content: start; min-width: 0; }
    .setting > label { display: block; }
    .setting.wide { grid-column: 1 / -1; }
    .groups textarea { min-height: 3.6rem; }
    .unit { font-weight: 400; color: var(--ink-soft); }
    .hint { font-size: 0.84rem; line-height: 1.4; color: var(--ink-soft); }
    .error { padding: 0.4rem 0.7rem; font-size: 0.87rem; }
    .setting :is(input, select, textarea) { scroll-margin: 9rem 0 7rem; }
    [aria-invalid='true'] { border-color: var(--bad); }
    summary { cursor: pointer; font-weight: 600; border-radius: 8px; padding: 0.3rem 0; width: fit-content; }
    .groups { gap: 1.8rem; padding-top: 0.9rem; }
    fieldset { border: 0; border-top: 1px solid var(--line); margin: 0; padding: 1rem 0 0; min-width: 0; display: grid; gap: 0.9rem; }
    legend { float: left; font: 600 1.05rem/1.2 var(--serif); padding: 0; }
    .switched { display: grid; gap: 0.25rem; }
    .switched .fields { padding: 0.6rem 0 0.4rem 1rem; margin-left: 0.55rem; border-left: 2px solid var(--line); }
    .switched > :is(.hint, .error) { margin-left: 1.75rem; }
    label.switch { display: flex; gap: 0.6rem; align-items: center; width: fit-content; cursor: pointer; }
    .switch input { width: 1.15rem; height: 1.15rem; margin: 0; accent-color: var(--accent); cursor: inherit; }
  `];

  constructor() {
    super();
    this.refused = null;
    this.busy = false;
    this.chosen = {};
    this.saidMore = 0;
    /** A field that the browser finds wrong has to be in sight to be shown. */
    this.unfold = { handleEvent: (event) => unfold(event.target), capture: true };
  }

  form(button, ...content) {
    return html`<form class="card" @submit=${this.order} @input=${this.note} @invalid=${this.unfold}>
      ${content}
      ${this.refused?.name === '' ? html`<p class="error" role="alert">${this.refused.text}</p>` : ''}
      <div><button class="primary" ?disabled=${this.busy}>${button}</button></div>
    </form>`;
  }

  more(...groups) {
    return html`<details>
      <summary>More settings${this.saidMore > 0 ? html`<span class="unit number">, ${this.saidMore} set</span>` : ''}</summary>
      <div class="groups">${groups}</div></details>`;
  }

  group(title, content, name = nothing) {
    return html`<fieldset name=${name}><legend>${title}</legend><div class="fields">${content}</div>${this.complaint(name)}</fieldset>`;
  }

  /** @param limits as the API has them, with the `usual` value and its `unit` */
  number(name, word, hint, { usual = '', unit = '', min, max, step = 'any', required = false, disabled = false } = {}) {
    return this.setting(name, html`${word}${unit ? html` <span class="unit">${unit}</span>` : ''}`, hint, html`
      <input id=${name} name=${name} type="number" min=${min ?? nothing} max=${max ?? nothing} step=${step} placeholder=${usual}
        ?required=${required} ?disabled=${disabled} aria-describedby=${described(name)} aria-invalid=${this.isRefused(name)}>`);
  }

  /** A list of numbers, or, with a pattern of its own, any line of text. */
  line(name, word, hint, { usual = '', as = 'numbers', pattern, title, value = '', required = false } = {}) {
    return this.setting(name, word, hint, html`
      <input id=${name} name=${name} data-as=${as} placeholder=${usual} value=${value} pattern=${pattern} title=${title} autocomplete="off"
        ?required=${required} aria-describedby=${described(name)} aria-invalid=${this.isRefused(name)}>`);
  }

  text(name, word, hint, { usual = '', as = 'text', required = false } = {}) {
    return this.setting(name, word, hint, html`
      <textarea id=${name} name=${name} data-as=${as} placeholder=${usual} ?required=${required} aria-describedby=${described(name)}
        aria-invalid=${this.isRefused(name)}></textarea>`, 'wide');
  }

  /** @param usual what happens when nothing is chosen */
  choice(name, word, hint, usual, choices) {
    return this.setting(name, word, hint, html`
      <select id=${name} name=${name} aria-describedby=${described(name)} aria-invalid=${this.isRefused(name)}>
        <option value="">${usual}</option>
        ${Object.entries(choices).map(([value, said]) => html`<option value=${value}>${said}</option>`)}
      </select>`);
  }

  setting(name, word, hint, control, shape = '') {
    return html`<div class="setting ${shape}"><label for=${name}>${word}</label>${control}
      ${hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : ''}${this.complaint(name)}</div>`;
  }

  /** An option that is off until it is asked for, and then has numbers of its own. */
  switched(name, word, hint, ...settings) {
    return html`<div class="switched setting wide">
      <label class="switch"><input type="checkbox" role="switch" name=${name} aria-describedby=${described(name)}> ${word}</label>
      <span class="hint" id="${name}-hint">${hint}</span>
      ${this.complaint(name)}
      ${this.chosen[name] ? html`<div class="fields">${settings}</div>` : ''}</div>`;
  }

  complaint(name) {
    return this.refused && this.refused.name === name
      ? html`<p class="error" role="alert" id="${name}-refused">${this.refused.text}</p>` : '';
  }

  isRefused(name) {
    return this.refused?.name === name ? 'true' : 'false';
  }

  note({ target }) {
    if (target.type === 'checkbox' || target.localName === 'select') {
      this.chosen = { ...this.chosen, [target.name]: target.type === 'checkbox' ? target.checked : target.value };
    }
    if (this.refused?.name === target.name) {
      this.refused = null;
    }
    this.requestUpdate();
  }

  /** Counted once the fields that a choice brings or takes are there. */
  updated() {
    this.saidMore = [...this.renderRoot.querySelectorAll('details [name]:not(fieldset)')].filter(isSaid).length;
  }

  async order(event) {
    event.preventDefault();
    const form = event.target;
    this.busy = true;
    this.refused = null;
    try {
      await this.send(ordered(form));
      this.dispatchEvent(new Event('changed', { bubbles: true, composed: true }));
    } catch (problem) {
      await this.refuse(problem, form);
    } finally {
      this.busy = false;
    }
  }

  async refuse(problem, form) {
    const name = placeOf(problem.field ?? '', [...form.elements].map((field) => field.name));
    this.refused = { name, text: name === '' ? problem.message : problem.reason };
    await this.updateComplete;
    const field = form.elements.namedItem(name);
    if (field) {
      unfold(field);
      field.focus();
      field.scrollIntoView({ block: 'nearest' });
    }
  }
}

const described = (name) => `${name}-hint ${name}-refused`;

function unfold(field) {
  const details = field.closest('details');
  if (details) {
    details.open = true;
  }
}
