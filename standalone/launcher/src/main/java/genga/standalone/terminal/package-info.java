/// What a person sees: plain lines, colours and one moving line where a terminal shows them.
package genga.standalone.terminal;
