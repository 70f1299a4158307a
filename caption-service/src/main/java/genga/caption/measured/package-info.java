/// Captions put together from measures: honest about camera, light, colour and motion, silent about what is shown.
package genga.caption.measured;
