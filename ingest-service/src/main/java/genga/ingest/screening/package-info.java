/// What is kept of every clip to judge a project anew without decoding, and the judging itself.
package genga.ingest.screening;
