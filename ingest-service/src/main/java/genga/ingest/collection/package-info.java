/// Clips and stills that somebody made elsewhere, in a zip, are taken in as they are.
package genga.ingest.collection;
