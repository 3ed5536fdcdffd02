using CloudWorkspaces.Agent.Papermill;

namespace CloudWorkspaces.Agent.Tests.Papermill;

public sealed class PapermillScriptTests
{
    [Theory]
    [InlineData("#!/usr/bin/python3", "", "/usr/bin/python3")]
    [InlineData("#! /opt/conda/bin/python3.12 -s", "", "/opt/conda/bin/python3.12")]
    [InlineData("#!/usr/bin/env python3", "", "python3")]
    [InlineData("#!/usr/bin/env -S python3", "", "python3")]
    [InlineData("#!/bin/sh", "'''exec' \"/a/very long/bin/python\" \"$0\" \"$@\"", "/a/very long/bin/python")]
    [InlineData("#!/bin/sh", "'''exec' /a/long/bin/python \"$0\" \"$@\"", "/a/long/bin/python")]
    [InlineData("import sys", "", null)]
    public void Interpreter_FirstLines_NamesThePython(string first, string second, string? expected) =>
        Assert.Equal(expected, PapermillScript.Interpreter([first, second]));

    [Fact]
    public void FindPython_NoPapermill_IsNull() => Assert.Null(PapermillScript.FindPython("/nowhere:/neither"));
}
