/// Captions: text for clips, led by the project's trigger phrase.
package genga.caption;
