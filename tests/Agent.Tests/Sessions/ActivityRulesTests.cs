using CloudWorkspaces.Agent.Activity;
using CloudWorkspaces.Agent.Lab;

namespace CloudWorkspaces.Agent.Tests.Sessions;

public sealed class ActivityRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private static readonly ActivityFacts Quiet = new()
    {
        Server = new() { LastActivity = Now.AddMinutes(-30) },
        Kernels = [],
        Terminals = [],
        BusyTerminals = 0,
        Downloads = 0,
        Now = Now,
    };

    [Fact]
    public void Next_NothingGoesOn_IsAsOldAsTheNewestSign()
    {
        var facts = Quiet with
        {
            Kernels = [new LabKernel { State = "idle", LastActivity = Now.AddMinutes(-20) }],
            Terminals = [new LabTerminal { LastActivity = Now.AddMinutes(-10) }],
        };

        var activity = ActivityRules.Next(facts, before: null)!;

        Assert.Equal(Now.AddMinutes(-10), activity.LastActiveOn);
        Assert.Equal((1, 0, 1, 0), (activity.Kernels, activity.BusyKernels, activity.Terminals, activity.BusyTerminals));
    }

    [Theory]
    [InlineData("busy", 1)]
    [InlineData("starting", 1)]
    [InlineData("restarting", 1)]
    [InlineData("idle", 0)]
    [InlineData("dead", 0)]
    public void Next_Kernel_IsBusyByItsState(string state, int busy)
    {
        var facts = Quiet with { Kernels = [new LabKernel { State = state, LastActivity = Now.AddHours(-3) }] };

        var activity = ActivityRules.Next(facts, before: null)!;

        Assert.Equal(busy, activity.BusyKernels);
        Assert.Equal(busy == 1 ? Now : Now.AddMinutes(-30), activity.LastActiveOn);
    }

    [Fact]
    public void Next_ProgramInATerminalOrOpenDownload_IsActiveNow()
    {
        Assert.Equal(Now, ActivityRules.Next(Quiet with { BusyTerminals = 1 }, before: null)!.LastActiveOn);
        Assert.Equal(Now, ActivityRules.Next(Quiet with { Downloads = 1 }, before: null)!.LastActiveOn);
    }

    /// <summary>What has ended leaves no trace in Jupyter: a kernel that was shut down, a download.</summary>
    [Fact]
    public void Next_WhatWasSeenBefore_IsNotForgotten()
    {
        var before = ActivityRules.Next(Quiet with { Downloads = 1, Now = Now.AddMinutes(-5) }, before: null);

        Assert.Equal(Now.AddMinutes(-5), ActivityRules.Next(Quiet, before)!.LastActiveOn);
    }

    [Fact]
    public void Next_LabDoesNotAnswer_IsUnknown()
    {
        Assert.Null(ActivityRules.Next(Quiet with { Server = null }, before: null));
        Assert.Null(ActivityRules.Next(Quiet with { Kernels = null }, before: null));
        Assert.Null(ActivityRules.Next(Quiet with { Terminals = null }, before: null));
    }
}
