/// Learned detectors that a person brought along, where the configuration names their files.
package genga.ingest.learned;
