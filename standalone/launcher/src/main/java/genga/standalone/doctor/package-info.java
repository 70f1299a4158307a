/// Looks at this machine and says what the studio lacks on it.
package genga.standalone.doctor;
