/// Numbers that tell a curator, and the screening, what a clip is like.
package genga.media.measure;
