import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { shared } from '../styles.js';

/** Where a person says what to render. */
class RenderForm extends LitElement {
  static properties = {
    project: {}, triggerPhrase: {}, runs: {}, error: { state: true }, busy: { state: true },
  };

  static styles = [shared, css`
    form { display: grid; gap: 1rem; }
    .fields { display: grid; gap: 1rem; grid-template-columns: 2fr 1fr 1fr; align-items: end; }
    @media (max-width: 700px) { .fields { grid-template-columns: 1fr 1fr; } .fields > :first-child { grid-column: 1 / -1; } }
  `];

  constructor() {
    super();
    this.error = '';
    this.busy = false;
  }

  /** Brings the prompt into sight, ready to be typed. */
  async write() {
    await this.updateComplete;
    this.scrollIntoView({ behavior: 'smooth', block: 'center' });
    this.renderRoot.querySelector('textarea').focus({ preventScroll: true });
  }

  async order(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    const recipe = { prompt: form.get('prompt'), seed: Number(form.get('seed')) };
    if (form.get('run')) {
      recipe.run = form.get('run');
      recipe.strength = Number(form.get('strength'));
    }
    this.busy = true;
    this.error = '';
    try {
      await api.render(this.project, recipe);
      this.dispatchEvent(new Event('changed', { bubbles: true, composed: true }));
    } catch (problem) {
      this.error = problem.message;
    } finally {
      this.busy = false;
    }
  }

  render() {
    const runs = [...this.runs].reverse();
    return html`<form class="card" @submit=${this.order}>
      <label>Prompt
        <textarea name="prompt" required aria-describedby="lead"
          placeholder="A quiet street at dusk, a lamp sways in the wind, slow pan to the left."></textarea>
        <span class="hint" id="lead">“${this.triggerPhrase}” is put in front.</span>
      </label>
      <div class="fields">
        <label>Adapter
          <select name="run">
            ${runs.map((run, index) => html`<option value=${run.run} ?selected=${index === 0}>
              ${run.recipe.name}${run.adapter ? '' : ', latest checkpoint'}</option>`)}
            <option value="">none, the base model alone</option>
          </select></label>
        <label>Strength <input name="strength" type="number" min="-4" max="4" step="0.05" value="1" required></label>
        <label>Seed <input name="seed" type="number" min="0" step="1" value="42" required></label>
      </div>
      ${this.error ? html`<p class="error" role="alert">${this.error}</p>` : ''}
      <div><button class="primary" ?disabled=${this.busy}>Render clip</button></div>
    </form>`;
  }
}

customElements.define('render-form', RenderForm);
