/// What becomes of clips and stills: measures against thresholds, and the same picture found twice. Pure arithmetic, so
/// that the effect of a threshold can be shown before it is set.
package genga.curation.screening;
