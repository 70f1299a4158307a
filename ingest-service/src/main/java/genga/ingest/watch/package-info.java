/// A folder on this machine into which people put films.
package genga.ingest.watch;
