/// Looking at a file that nobody trusts: in a process of its own, under limits.
package genga.media.probe;
