using System.Text;
using CloudWorkspaces.Agent.Notebooks;

namespace CloudWorkspaces.Agent.Tests.Notebooks;

public sealed class ExecutedNotebookTests
{
    [Fact]
    public void Read_FailedNotebookWithMarkers_CountsOnlySubmittedCellsThatRan()
    {
        const string Content = """
            {"cells":[
             {"metadata":{"tags":["papermill-error-cell-tag"]}},
             {"metadata":{"tags":["parameters"],"papermill":{"status":"completed","start_time":"x"}}},
             {"metadata":{"tags":["injected-parameters"],"papermill":{"status":"completed","start_time":"x"}}},
             {"metadata":{"tags":["papermill-error-cell-tag"]}},
             {"metadata":{"tags":[],"papermill":{"status":"failed","start_time":"x"}}},
             {"metadata":{"tags":[],"papermill":{"status":"completed","start_time":null}}}
            ]}
            """;
        var tags = new HashSet<string>[] { ["parameters"], [], [] };
        var map = CellMap.Create(new SubmittedNotebook { CellTags = tags }, hasParameters: true);

        var executed = ExecutedNotebook.Read(Encoding.UTF8.GetBytes(Content), map)!;

        Assert.Equal(1, executed.Completed);
        Assert.Equal(2, executed.FailedCell);
        Assert.Equal(1, map.ToSubmitted(executed.FailedCell!.Value));
    }

    [Fact]
    public void Read_HalfAFile_IsNull()
    {
        var map = CellMap.Create(new SubmittedNotebook { CellTags = [] }, hasParameters: false);

        Assert.Null(ExecutedNotebook.Read("{\"cells\": [{"u8, map));
    }
}
