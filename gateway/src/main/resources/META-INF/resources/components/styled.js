import { noChange } from 'lit';
import { Directive, directive } from 'lit/directive.js';

/**
 * Style properties of an element, set one by one: the content security policy forbids a `style` attribute, which Lit's own
 * `styleMap` begins with. Each element must be given the same properties every time.
 */
export const styled = directive(class extends Directive {
  render() {
    return noChange;
  }

  update({ element }, [properties]) {
    Object.assign(element.style, properties);
    return noChange;
  }
});
