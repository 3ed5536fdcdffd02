using System.Text;
using CloudWorkspaces.Batches;

namespace CloudWorkspaces.Functions.Tests.Batches;

public sealed class BatchTableTests
{
    [Fact]
    public void ToCsv_Items_HaveAColumnForWhateverAnyHas()
    {
        var csv = Encoding.UTF8.GetString(BatchTable.ToCsv(
        [
            new()
            {
                Index = 0,
                State = BatchItemState.Succeeded,
                Parameters = """{"tile":"33UXP","box":[1,2]}""",
                Run = "01a",
                Cause = "completed",
                Seconds = 1.23456,
                Results = """{"cloud":0.25,"note":"a, \"b\""}""",
            },
            new() { Index = 1, State = BatchItemState.Pending, Parameters = """{"tile":"33UXQ","deep":true}""" },
        ]));

        Assert.Equal(
            "index,state,run,cause,seconds,parameters.box,parameters.deep,parameters.tile,results.cloud,results.note\r\n" +
            "0,succeeded,01a,completed,1.235,\"[1,2]\",,33UXP,0.25,\"a, \"\"b\"\"\"\r\n" +
            "1,pending,,,,,true,33UXQ,,\r\n",
            csv);
    }
}
