using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Groups;
using CloudWorkspaces.Local.Arm.StandbyPools;

namespace CloudWorkspaces.Local.Arm.Tests.StandbyPools;

public sealed class StandbyRulesTests
{
    private const string Profile =
        ArmApi.Subscription + "/resourceGroups/rg/providers/Microsoft.ContainerInstance/containerGroupProfiles/profile";

    private static readonly StandbyPoolId Id = new("subscription", "rg", "pool");

    [Theory]
    [InlineData(10, 0, 0, 4, 0)] // no more than so many at once
    [InlineData(10, 2, 3, 1, 0)]
    [InlineData(3, 1, 1, 1, 0)]
    [InlineData(2, 2, 0, 0, 0)]
    [InlineData(1, 2, 1, 0, 2)]
    [InlineData(0, 1, 0, 0, 1)]
    public void Plan_SomeRunAndSomeAreMade_FillsToTheCapacity(int capacity, int running, int creating, int missing, int surplus)
    {
        var members = Enumerable.Range(0, running).Select(_ => Member(running: true))
            .Concat(Enumerable.Range(0, creating).Select(_ => Member(running: false))).ToList();

        var plan = StandbyRules.Plan(Pool(capacity), members, replaceEnded: false);

        Assert.Equal((missing, surplus), (plan.Missing, plan.Surplus.Count));
    }

    [Fact]
    public void Plan_TooManyWithOneStillBeingMade_LetsThatOneGo()
    {
        StandbyMember[] members = [Member(running: false), Member(running: true)];

        var plan = StandbyRules.Plan(Pool(1), members, replaceEnded: false);

        Assert.Same(members[0], Assert.Single(plan.Surplus));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 1)]
    public void Plan_MemberOfAnotherRevision_IsReplaced(int revision, int replaced)
    {
        var plan = StandbyRules.Plan(Pool(1) with { Revision = revision }, [Member(running: true)], replaceEnded: false);

        Assert.Equal((replaced, replaced), (plan.Missing, plan.Surplus.Count));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void Plan_MemberThatFailed_StandsInTheWayUntilItMayBeReplaced(bool replaceEnded, int surplus)
    {
        var failed = Member(running: false);
        failed.Group.Record = failed.Group.Record with { Failure = new("Code", "It failed.") };

        var plan = StandbyRules.Plan(Pool(1), [failed], replaceEnded);

        Assert.Equal((0, surplus), (plan.Missing, plan.Surplus.Count));
    }

    [Fact]
    public void Plan_PoolThatIsDeleted_LetsAllGoButThoseThatAreGoing()
    {
        var going = Member(running: true);
        going.Group.Record = going.Group.Record with { Desired = DesiredState.Deleted };

        var plan = StandbyRules.Plan(Pool(5) with { Deleting = true }, [going, Member(running: true)], replaceEnded: false);

        Assert.Equal((0, 1), (plan.Missing, plan.Surplus.Count));
    }

    private static StandbyPool Pool(int capacity) => new()
    {
        Id = Id,
        Revision = 1,
        Body = new JsonObject
        {
            ["location"] = "West Europe",
            ["properties"] = new JsonObject
            {
                ["elasticityProfile"] = new JsonObject { ["maxReadyCapacity"] = capacity },
                ["containerGroupProperties"] = new JsonObject { ["containerGroupProfile"] = new JsonObject { ["id"] = Profile } },
            },
        },
    };

    private static StandbyMember Member(bool running)
    {
        var body = Bodies.Group("true", "Always");
        body["properties"]!["containerGroupProfile"] = new JsonObject { ["id"] = Profile, ["revision"] = 1 };
        var record = new GroupRecord
        {
            Id = new GroupId("subscription", "rg", "pool/key"),
            Key = "key",
            Pool = Id.ResourceId,
            Body = body,
            Address = "127.64.0.1",
            CreatedOn = DateTimeOffset.UnixEpoch,
        };
        var group = new ContainerGroup(record, SpecReader.Read(body));
        if (running)
        {
            group.Mains[0].Status = new ContainerStatus { StartedOn = DateTimeOffset.UnixEpoch };
        }

        return new StandbyMember(group);
    }
}
