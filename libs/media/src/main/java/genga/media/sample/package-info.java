/// A small painted film, drawn by the project itself, with every cut known to the frame.
package genga.media.sample;
