/// Ingest: a film becomes clips of exactly 16 frames per second, measured and judged.
package genga.ingest;
