using CloudWorkspaces.Benchmarks;
using CloudWorkspaces.Benchmarks.Durable;

// Usage: run [pairs] | burst [runs] | durable | start [rounds] | arm [rounds] | standby [rounds] | share [rounds] | mounts [rounds] | session [pairs] | batch [items] [kills] | lists [runs]. Everything runs on this machine, in alternation, and stops by itself.
var (name, count) = (args.ElementAtOrDefault(0), args.ElementAtOrDefault(1));
switch (name)
{
    case "run":
        await SingleRun.MeasureAsync(int.Parse(count ?? "12"));
        return 0;
    case "burst":
        await Burst.MeasureAsync(int.Parse(count ?? "20"));
        return 0;
    case "durable":
        await DurableEngine.MeasureAsync();
        return 0;
    case "start":
        await HostStart.MeasureAsync(int.Parse(count ?? "20"));
        return 0;
    case "arm":
        await ArmOverhead.MeasureAsync(int.Parse(count ?? "20"));
        return 0;
    case "standby":
        await StandbyTake.MeasureAsync(int.Parse(count ?? "10"));
        return 0;
    case "share":
        await MountedShare.MeasureAsync(int.Parse(count ?? "5"));
        return 0;
    case "session":
        await SessionStart.MeasureAsync(int.Parse(count ?? "10"));
        return 0;
    case "batch":
        await BatchScale.MeasureAsync(int.Parse(count ?? "50"), int.Parse(args.ElementAtOrDefault(2) ?? "0"));
        return 0;
    case "mounts":
        await Mounts.MeasureAsync(int.Parse(count ?? "5"));
        return 0;
    case "lists":
        await RunLists.MeasureAsync(int.Parse(count ?? "100000"));
        return 0;
    case HostStart.Serve:
        await HostStart.ServeAsync(args[1..]);
        return 0;
    default:
        Console.Error.WriteLine("Which benchmark? run [pairs], burst [runs], durable, start [rounds], arm [rounds], standby [rounds], share [rounds], mounts [rounds], session [pairs], batch [items] [kills], or lists [runs].");
        return 2;
}
