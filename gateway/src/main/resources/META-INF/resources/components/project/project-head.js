import { LitElement, css, html } from 'lit';
import * as api from '../../api.js';
import { shared } from '../styles.js';

/** What project this is, and what can be taken away from it: its report and its clips. */
class ProjectHead extends LitElement {
  static properties = { journey: {} };

  static styles = [shared, css`
    :host { margin-bottom: 1.5rem; }
    .crumb { display: inline-block; margin-bottom: 0.5rem; font-size: 0.9rem; }
    p { color: var(--ink-soft); margin-top: 0.35rem; }
    h1 { overflow-wrap: anywhere; }
    .row { align-items: flex-end; }
  `];

  render() {
    const { journey } = this;
    return html`
      <a class="crumb" href="#/">All projects</a>
      <div class="row spread">
        <div><h1>${journey.name}</h1><p>Every caption and prompt begins with “${journey.triggerPhrase}”</p></div>
        ${journey.films.length === 0 ? '' : html`<div class="row compact">
          <a class="button" href=${api.reportUrl(journey.project)} target="_blank" rel="noopener">Report</a>
          <a class="button" href=${api.exportUrl(journey.project)} download
            title="The kept clips and stills with their captions, as a zip that musubi-tuner reads">Export</a></div>`}
      </div>`;
  }
}

customElements.define('project-head', ProjectHead);
