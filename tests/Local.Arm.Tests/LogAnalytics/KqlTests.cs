using CloudWorkspaces.Local.Arm.LogAnalytics;

namespace CloudWorkspaces.Local.Arm.Tests.LogAnalytics;

public sealed class KqlTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly KqlTable Table = new(
        [new("TimeGenerated", KqlType.Datetime), new("Message", KqlType.String), new("Name", KqlType.String), new("N", KqlType.Long)],
        [
            [Now.AddMinutes(-150), "Warning: disk-full at 90", "a", 1L],
            [Now.AddMinutes(-90), "all is well", "b", 2L],
            [Now.AddMinutes(-70), "warnings off", "A", 3L],
            [Now.AddMinutes(-10), null, "c", 4L],
        ]);

    [Theory]
    [InlineData("", "1,2,3,4")]
    [InlineData("where Name == 'a'", "1")]
    [InlineData("where Name =~ 'a'", "1,3")]
    [InlineData("where Name != \"a\"", "2,3,4")]
    [InlineData("where Name !~ 'a'", "2,4")]
    [InlineData("where Message contains 'WARN'", "1,3")]
    [InlineData("where Message contains_cs 'warn'", "3")]
    [InlineData("where Message !contains 'warn'", "2,4")]
    [InlineData("where Message has 'warning'", "1")]
    [InlineData("where Message has 'disk'", "1")]
    [InlineData("where Message has 'disk-full'", "1")]
    [InlineData("where Message has 'arn'", "")]
    [InlineData("where Message startswith 'warn'", "1,3")]
    [InlineData("where Message startswith_cs 'warn'", "3")]
    [InlineData("where Message endswith 'OFF'", "3")]
    [InlineData("where Name in ('a', 'b')", "1,2")]
    [InlineData("where Name in~ ('a')", "1,3")]
    [InlineData("where Name !in ('a', 'b')", "3,4")]
    [InlineData("where N > 1 and N <= 3 or Name == 'c'", "2,3,4")]
    [InlineData("where N > 1 and (N <= 2 or Name == 'c')", "2,4")]
    [InlineData("where not(N == 2) | where N between (2 .. 3)", "3")]
    [InlineData("where N !between (2 .. 3)", "1,4")]
    [InlineData("where TimeGenerated > ago(80m)", "3,4")]
    [InlineData("where TimeGenerated < datetime(2026-03-01T10:00:00Z)", "1")]
    [InlineData("where TimeGenerated between (datetime(2026-03-01 10:00) .. 1h)", "2,3")]
    [InlineData("where TimeGenerated between (ago(2h) .. now() - 1h)", "2,3")]
    [InlineData("where isempty(Message)", "4")]
    [InlineData("where (TimeGenerated > ago(2h)) // newest\n| where (Name == @'b')", "2")]
    [InlineData("order by N", "4,3,2,1")]
    [InlineData("sort by Name asc, N desc", "3,1,2,4")]
    [InlineData("sort by Message asc", "4,1,2,3")]
    [InlineData("take 2", "1,2")]
    [InlineData("limit 0", "")]
    [InlineData("top 2 by TimeGenerated", "4,3")]
    [InlineData("top 1 by TimeGenerated asc", "1")]
    [InlineData("extend N = N + 10, L = strlen(Name) | where N > 12 and L == 1", "13,14")]
    public void Run_Query_GivesTheRows(string operators, string expected)
    {
        var result = Run(operators);

        var column = result.Columns.ToList().FindIndex(column => column.Name == "N");
        Assert.Equal(expected, string.Join(',', result.Rows.Select(row => row[column])));
    }

    [Theory]
    [InlineData("project Name, M = N", "Name String,M Long", "a|1;b|2;A|3;c|4")]
    [InlineData("count", "Count Long", "4")]
    [InlineData("where N > 9 | count", "Count Long", "0")]
    [InlineData("summarize count()", "count_ Long", "4")]
    [InlineData("summarize Lines = count(), max(N) by Lower = tolower(Name)", "Lower String,Lines Long,max_N Long", "a|2|3;b|1|2;c|1|4")]
    [InlineData("summarize count() by bin(TimeGenerated, 1h) | project count_", "count_ Long", "1;2;1")]
    [InlineData("summarize countif(N > 2), dcount(tolower(Name))", "countif_ Long,dcount_ Long", "2|3")]
    [InlineData("extend L = tolower(Name) | distinct L", "L String", "a;b;c")]
    [InlineData("project Name | distinct *", "Name String", "a;b;A;c")]
    [InlineData("summarize by Name | count", "Count Long", "4")]
    public void Run_Query_GivesColumnsAndRows(string operators, string columns, string rows)
    {
        var result = Run(operators);

        Assert.Equal(columns, string.Join(',', result.Columns.Select(column => $"{column.Name} {column.Type}")));
        Assert.Equal(rows, string.Join(';', result.Rows.Select(row => string.Join('|', row))));
    }

    [Theory]
    [InlineData("T | join (U) on X", 1, 4, "join")]
    [InlineData("T\n| where Name = 'a'", 2, 13, "=")]
    [InlineData("T | where", 1, 9, "")]
    [InlineData("T | where Name == 'a", 1, 18, "'a")]
    [InlineData("T | take many", 1, 9, "many")]
    [InlineData("T | where N > 1x", 1, 14, "1x")]
    [InlineData("T | where datetime(soon) < now()", 1, 10, "datetime(soon)")]
    [InlineData("T | count | render ?", 1, 19, "?")]
    [InlineData("T; U", 1, 3, "U")]
    public void Parse_NotUnderstood_SaysWhere(string query, int line, int position, string token)
    {
        var failure = Assert.Throws<KqlException>(() => KqlParser.Parse(query));

        Assert.True(failure.IsSyntax);
        Assert.Equal((line, position, token), (failure.At.Line, failure.At.Position, failure.At.Text));
    }

    [Theory]
    [InlineData("where Nam == 'a'", "'where' operator: Failed to resolve column or scalar expression named 'Nam'", 10)]
    [InlineData("where Name > 1", "'where' operator: '>' cannot be applied to the types string and long", 15)]
    [InlineData("where Name", "'where' operator: The expression must be of the type bool", 10)]
    [InlineData("extend X = split(Name)", "'extend' operator: There is no function 'split' here that takes (string)", 15)]
    [InlineData("summarize avg(N)", "'summarize' operator: There is no aggregate 'avg' here", 14)]
    public void Run_MakesNoSense_IsRefusedBeforeAnyRow(string operators, string message, int position)
    {
        var failure = Assert.Throws<KqlException>(() => Run(operators));

        Assert.False(failure.IsSyntax);
        Assert.Equal((message, position), (failure.Message, failure.At.Position));
    }

    [Fact]
    public void Parse_DeepNesting_IsRefused() => Assert.Throws<KqlException>(
        () => KqlParser.Parse($"T | where {new string('(', 10_000)}1{new string(')', 10_000)}"));

    private static KqlTable Run(string operators)
    {
        var query = KqlParser.Parse(operators.Length == 0 ? "T" : $"T | {operators}");
        return KqlEvaluator.Run(Table, query.Operators, Now);
    }
}
