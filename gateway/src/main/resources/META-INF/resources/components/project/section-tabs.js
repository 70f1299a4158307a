import { LitElement, css, html } from 'lit';
import { shared } from '../styles.js';

const SECTIONS = {
  films: 'Films', clips: 'Clips', stills: 'Stills', screening: 'Screening', dataset: 'Dataset', renders: 'Renders',
};

/** The sections of a project, each at an address of its own. */
class SectionTabs extends LitElement {
  static properties = { project: {}, section: {}, counts: {} };

  static styles = [shared, css`
    :host { position: sticky; top: 3.6rem; z-index: 4; background: var(--paper); border-bottom: 1px solid var(--line); }
    nav { display: flex; gap: 0.2rem; overflow-x: auto; scrollbar-width: none; }
    a {
      color: var(--ink-soft); text-decoration: none; font-weight: 600; padding: 0.7rem 0.85rem; white-space: nowrap;
      border-bottom: 3px solid transparent; border-radius: 8px 8px 0 0;
    }
    a:hover { color: var(--ink); }
    a:focus-visible { outline-offset: -3px; }
    a[aria-current='page'] { color: var(--ink); border-bottom-color: var(--accent); }
    span { font-weight: 400; font-size: 0.82rem; color: var(--ink-soft); margin-left: 0.15rem; }
  `];

  render() {
    return html`<nav aria-label="Sections">${Object.entries(SECTIONS).map(([section, word]) => html`
      <a href="#/projects/${this.project}/${section}" aria-current=${section === this.section ? 'page' : 'false'}>${word}
        ${this.counts[section] > 0 ? html`<span class="number">${this.counts[section].toLocaleString('en')}</span>` : ''}</a>`)}</nav>`;
  }

  updated(changed) {
    if (changed.has('section')) {
      const nav = this.renderRoot.querySelector('nav');
      const now = this.renderRoot.querySelector('[aria-current="page"]');
      nav.scrollLeft = now.offsetLeft - nav.offsetLeft - (nav.clientWidth - now.clientWidth) / 2;
    }
  }
}

customElements.define('section-tabs', SectionTabs);
