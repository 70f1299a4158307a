import { LitElement, css, html, svg } from 'lit';
import { shared } from '../styles.js';
import { broken, limitOf, measuresOf, place, saying } from './measures.js';

const WIDTH = 200;

/** What was measured on a clip, each measure on a small bar with the thresholds it is held against. */
class MeasureBars extends LitElement {
  static properties = { clip: {}, thresholds: {} };

  static styles = [shared, css`
    dl { margin: 0; display: grid; gap: 0.4rem; }
    dl > div {
      display: grid; grid-template-columns: 6.3rem minmax(4rem, 1fr) 3.8rem; align-items: center; gap: 0.7rem;
      font-size: 0.86rem;
    }
    dt { color: var(--ink-soft); }
    dd { margin: 0; font-variant-numeric: tabular-nums; }
    dd:last-child { text-align: right; font-weight: 600; }
    svg { display: block; width: 100%; height: 1rem; overflow: visible; }
    .ground { fill: var(--sunken); }
    .value { fill: var(--accent); }
    .doubt .value, .doubt dd:last-child { fill: var(--warn); color: var(--warn); }
    .broken .value, .broken dd:last-child { fill: var(--bad); color: var(--bad); }
    line { stroke: var(--ink); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
    line.soft { stroke-dasharray: 2 2; stroke: var(--ink-soft); }
    .camera { margin-top: 0.5rem; }
  `];

  render() {
    const { measures } = this.clip;
    if (!measures) {
      return html`<p class="soft small">Not measured yet.</p>`;
    }
    const shown = measuresOf(this.clip.medium).map((measure) => [measure, measure.of(measures, this.clip)])
      .filter(([, value]) => value !== undefined && value !== null);
    const move = measures.camera?.move;
    return html`<dl>${shown.map(([measure, value]) => this.bar(measure, value))}</dl>
      ${this.clip.medium !== 'STILL' && move && move !== 'UNCLEAR' ? html`<p class="small soft camera">Camera: ${move.toLowerCase().replace('_', ' ')},
        ${Math.round(measures.camera.confidence * 100)} % sure</p>` : ''}`;
  }

  bar(measure, value) {
    const limits = this.thresholds ? measure.limits.map((limit) => ({ ...limit, at: limitOf(this.thresholds, limit.path) })) : [];
    const hit = limits.filter((limit) => broken(limit, value, limit.at));
    const tone = hit.some((limit) => !limit.doubt) ? 'broken' : hit.length > 0 ? 'doubt' : '';
    const said = limits.map((limit) => `${limit.word} ${saying(measure, limit.at)}`).join(', ');
    return html`<div class=${tone} title=${said}><dt>${measure.word}</dt>
      <dd><svg viewBox="0 0 ${WIDTH} 16" preserveAspectRatio="none" role="img" aria-label=${said || 'no threshold'}>
        <rect class="ground" y="4" width=${WIDTH} height="8" rx="4"/>
        <rect class="value" y="4" width=${Math.max(place(measure, value) * WIDTH, 3)} height="8" rx="4"/>
        ${limits.map((limit) => svg`<line class=${limit.doubt ? 'soft' : ''} x1=${place(measure, limit.at) * WIDTH}
          x2=${place(measure, limit.at) * WIDTH} y1="0" y2="16"/>`)}
      </svg></dd><dd>${saying(measure, value)}</dd></div>`;
  }
}

customElements.define('measure-bars', MeasureBars);
