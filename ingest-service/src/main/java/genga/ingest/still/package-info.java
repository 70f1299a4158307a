/// Parts of stills that a person wants as stills of their own.
package genga.ingest.still;
