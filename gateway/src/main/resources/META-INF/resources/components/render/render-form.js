import { css, html } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import * as api from '../../api.js';
import { SettingsForm } from '../settings/settings-form.js';

const SAMPLERS = {
  'unipc-1': 'UniPC, order 1', 'unipc-3': 'UniPC, order 3', 'unipc-bh1': 'UniPC bh1',
  'unipc-bh1-1': 'UniPC bh1, order 1', 'unipc-bh1-3': 'UniPC bh1, order 3',
  'dpmpp-2m': 'DPM++ 2M', 'dpmpp-2m-sde': 'DPM++ 2M SDE', euler: 'Euler', 'euler-ancestral': 'Euler ancestral', lcm: 'LCM',
};

const SCHEDULES = {
  'wan-unipc': 'Wan2.1, for UniPC', 'wan-dpmpp': 'Wan2.1, for DPM++', kijai: 'Kijai', comfy: 'ComfyUI',
  'diffusers-euler': 'diffusers, Euler', 'diffusers-unipc': 'diffusers, UniPC', distill: 'For distilled models', custom: 'My own list',
};

const FITS = { '14B_t2v': '14B', '14B_t2v_ret': '14B, cautious', '1.3B_t2v': '1.3B', '1.3B_t2v_ret': '1.3B, cautious', raw: 'None' };

const WHOLE = String.raw`\s*\d+(\s*,\s*\d+)*\s*`;
const FRACTIONS = String.raw`\s*\d*\.?\d+(\s*,\s*\d*\.?\d+)*\s*`;
const SHARE = { min: 0, max: 1 };

/** Where a person says what to render. */
class RenderForm extends SettingsForm {
  static properties = { project: {}, triggerPhrase: {}, runs: {}, others: { state: true } };

  static styles = [SettingsForm.styles, css`
    .basics { grid-template-columns: 2fr 1fr 1fr; }
    .adapter { grid-column: 1 / -1; }
    @media (max-width: 700px) { .basics { grid-template-columns: 1fr 1fr; } .basics > :first-child { grid-column: 1 / -1; } }
  `];

  constructor() {
    super();
    /** The adapters beside the first, each `{key, run}`. */
    this.others = [];
  }

  send(order) {
    return api.render(this.project, order);
  }

  /** Brings the prompt into sight, ready to be typed. */
  async write() {
    await this.updateComplete;
    this.scrollIntoView({ behavior: 'smooth', block: 'center' });
    this.renderRoot.querySelector('textarea').focus({ preventScroll: true });
  }

  /** The run whose adapter is used: the newest until a person chooses; nothing for the base model alone. */
  get first() {
    const chosen = this.chosen['adapters[0].run'];
    return chosen === '' ? undefined : (this.runs.find((run) => run.run === chosen) ?? this.runs.at(-1));
  }

  render() {
    return this.form('Render clip',
      this.text('prompt', 'Prompt', `“${this.triggerPhrase}” is put in front.`, {
        required: true, usual: 'A quiet street at dusk, a lamp sways in the wind, slow pan to the left.',
      }),
      html`<div class="fields basics">
        ${this.adapter(0, 'Adapter', this.first?.run, html`<option value="" .selected=${live(!this.first)}>none, the base model alone</option>`)}
        ${this.number('adapters[0].strength', 'Strength', '', { usual: 1, min: -4, max: 4, disabled: !this.first })}
        ${this.number('seed', 'Seed', '', { usual: 42, step: 1 })}
      </div>`,
      this.more(this.clip(), this.walk(), this.first ? this.adapters() : '', this.extras()));
  }

  adapter(index, word, chosen, none = '', put = () => {}) {
    const name = `adapters[${index}].run`;
    return this.setting(name, word, '', html`<select id=${name} name=${name} aria-describedby="${name}-refused" aria-invalid=${this.isRefused(name)}
      @change=${(event) => put(event.target.value)}>
      ${[...this.runs].reverse().map((run) => html`<option value=${run.run} .selected=${live(run.run === chosen)}>
        ${run.recipe.name}${run.adapter ? '' : ', latest checkpoint'}</option>`)}${none}</select>`);
  }

  /** What the studio takes where nothing is said, by base model. */
  usual() {
    const nano = (this.first?.recipe.baseModel ?? 'wan-nano') === 'wan-nano';
    return nano
      ? { width: this.first ? 'as trained' : 128, height: this.first ? 'as trained' : 80, frames: 17, steps: 12, guidance: 1.5 }
      : { width: 832, height: 480, frames: 81, steps: 50, guidance: 5 };
  }

  clip() {
    const { width, height, frames } = this.usual();
    return this.group('Clip', [
      this.text('negativePrompt', 'Negative prompt', 'What not to show. Read by guidance above 1, and by NAG.', { usual: 'blurred, text' }),
      this.number('width', 'Width', 'A multiple of 16.', { usual: width, unit: 'pixels', min: 16, step: 16 }),
      this.number('height', 'Height', 'A multiple of 16.', { usual: height, unit: 'pixels', min: 16, step: 16 }),
      this.number('frames', 'Frames', '16 make a second: 1, 5, 9, … 81.', { usual: frames, min: 1, step: 4 }),
    ]);
  }

  walk() {
    const { steps, guidance } = this.usual();
    const schedule = this.chosen['schedule.name'];
    return this.group('From noise to picture', [
      this.number('steps', 'Steps', 'More take longer and draw finer.', { usual: steps, min: 1, max: 1000, step: 1 }),
      this.number('guidance', 'Guidance', 'How closely the prompt is followed; 1 is off and twice as fast.', { usual: guidance, min: 1 }),
      this.choice('sampler', 'Sampler', 'The way each step is taken.', 'UniPC, the usual', SAMPLERS),
      this.choice('schedule.name', 'Schedule', 'Whose noise levels; UniPC needs ones that begin below pure noise.', 'The sampler’s own', SCHEDULES),
      schedule === 'distill' ? this.line('schedule.timesteps', 'Timesteps', 'Falling, from 1000; empty spaces the steps evenly.',
        { usual: '1000, 750, 500, 250', pattern: WHOLE, title: 'Whole numbers with commas between' }) : '',
      schedule === 'custom' ? this.line('schedule.sigmas', 'Noise levels', 'Falling, from 1, without the 0 at the end.',
        { usual: '0.99, 0.9, 0.7, 0.4', pattern: FRACTIONS, title: 'Numbers with commas between', required: true }) : '',
      this.number('shift', 'Shift', 'Higher spends more of the steps on the large forms.', { usual: 5, min: 0 }),
    ]);
  }

  adapters() {
    return this.group('Adapters over the steps', [
      this.acts(0, this.first.recipe.name),
      repeat(this.others, (other) => other.key, (other, at) => this.other(other, at + 1)),
      html`<div class="adapter compact"><button type="button" @click=${this.another}>Add an adapter</button></div>`,
    ], 'adapters');
  }

  acts(index, whose) {
    return [
      this.number(`adapters[${index}].from`, 'Acts from', `Share of the steps before ${whose} sets in.`, { ...SHARE, usual: 0 }),
      this.number(`adapters[${index}].to`, 'Acts until', `Share of the steps when ${whose} ends.`, { ...SHARE, usual: 1 }),
    ];
  }

  other(other, index) {
    const whose = `adapter ${index + 1}`;
    return html`<div class="fields">
      ${this.adapter(index, `Adapter ${index + 1}`, other.run, '', (run) => this.put({ ...other, run }))}
      ${this.number(`adapters[${index}].strength`, 'Strength', '1 is as trained.', { usual: 1, min: -4, max: 4 })}
      ${this.acts(index, whose)}
      <div class="adapter compact"><button type="button" class="quiet" @click=${() => this.leaveOut(other)}>Remove ${whose}</button></div></div>`;
  }

  another() {
    const used = new Set([this.first.run, ...this.others.map((other) => other.run)]);
    const next = this.runs.findLast((run) => !used.has(run.run)) ?? this.first;
    this.others = [...this.others, { key: (this.others.at(-1)?.key ?? 0) + 1, run: next.run }];
  }

  put(changed) {
    this.others = this.others.map((other) => (other.key === changed.key ? changed : other));
  }

  leaveOut(left) {
    this.others = this.others.filter((other) => other.key !== left.key);
  }

  extras() {
    return this.group('Extras', [this.nag(), this.cfgZeroStar(), this.skipLayers(), this.teaCache(), this.enhanceAVideo()]);
  }

  nag() {
    return this.switched('nag', 'NAG', 'Keeps away from the negative prompt, even with guidance off.',
      this.number('nag.scale', 'Scale', 'How far away.', { usual: 11, min: 1 }),
      this.number('nag.tau', 'Tau', 'Holds back what grows too strong.', { usual: 2.5, min: 0 }),
      this.number('nag.alpha', 'Alpha', 'Share that is mixed in.', { ...SHARE, usual: 0.25 }));
  }

  cfgZeroStar() {
    return this.switched('cfgZeroStar', 'CFG-Zero*', 'Steadies guidance, and lets the first steps rest. Needs guidance above 1.',
      this.number('cfgZeroStar.zeroSteps', 'Resting steps', 'At the start.', { usual: 1, min: 0, step: 1 }));
  }

  skipLayers() {
    const original = this.chosen['skipLayers.mode'] === 'original';
    return this.switched('skipLayers', 'Skip layers', 'Keeps away from what the model draws with blocks left out. Needs guidance above 1.',
      this.line('skipLayers.blocks', 'Blocks', 'Counted from 0; 9 or 10 are usual.',
        { usual: '9', pattern: WHOLE, title: 'Whole numbers with commas between', required: true }),
      this.choice('skipLayers.mode', 'Mode', 'A third pass takes half as long again.', 'Unconditional pass', { original: 'A third pass' }),
      original ? this.number('skipLayers.scale', 'Scale', 'How far away.', { usual: 3 }) : '',
      this.number('skipLayers.start', 'Acts from', 'Share of the steps.', { ...SHARE, usual: original ? 0 : 0.2 }),
      this.number('skipLayers.end', 'Acts until', 'Share of the steps.', { ...SHARE, usual: original ? 0.3 : 1 }));
  }

  teaCache() {
    return this.switched('teaCache', 'TeaCache', 'Leaves out steps in which little happens: faster, a little coarser. Needs 9 steps.',
      this.number('teaCache.threshold', 'Threshold', '0.14 to 0.3 for 14B, 0.05 to 0.08 for 1.3B.', { usual: 0.14, min: 0, required: true }),
      this.choice('teaCache.fit', 'Fitted to', 'How change is estimated.', 'Base model’s size', FITS));
  }

  enhanceAVideo() {
    return this.switched('enhanceAVideo', 'Enhance-A-Video', 'Strengthens what agrees between frames. Needs more than one frame.',
      this.number('enhanceAVideo.weight', 'Weight', 'How strongly.', { usual: 2 }),
      this.number('enhanceAVideo.start', 'Acts from', 'Share of the steps.', { ...SHARE, usual: 0 }),
      this.number('enhanceAVideo.end', 'Acts until', 'Share of the steps.', { ...SHARE, usual: 1 }));
  }
}

customElements.define('render-form', RenderForm);
