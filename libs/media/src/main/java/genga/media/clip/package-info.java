/// From shots to files: a film's shots are cut into clips of 16 frames per second and a still each, and clips and
/// pictures brought along are measured as they are.
package genga.media.clip;
