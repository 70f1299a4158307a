/// Whose a film or still is.
package genga.ingest.project;
