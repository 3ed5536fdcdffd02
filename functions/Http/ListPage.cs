using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CloudWorkspaces.Http;

/// <summary>
/// Pages of lists that are short enough to be read whole. They are in the order of a key that an item keeps; the cursor is
/// the last item's, so that what comes or goes meanwhile neither shifts a page nor appears twice.
/// </summary>
internal sealed class ListPage
{
    /// <summary>Most lists are given whole.</summary>
    private const int Normal = 200;

    private const int Max = 1_000;

    private readonly int _limit;
    private readonly string? _after;

    private ListPage(int limit, string? after) => (_limit, _after) = (limit, after);

    /// <summary>Reads <c>limit</c> and <c>cursor</c>; the query may have nothing else.</summary>
    /// <exception cref="ProblemException">400 with what is wrong.</exception>
    public static ListPage Read(HttpRequest request)
    {
        RequestErrors errors = new();
        RequestQuery query = new(request.Query, errors);
        var page = Read(query, errors);
        query.RefuseOthers();
        errors.ThrowIfAny();
        return page;
    }

    /// <summary>Reads <c>limit</c> and <c>cursor</c> beside other parameters.</summary>
    public static ListPage Read(RequestQuery query, RequestErrors errors)
    {
        var (limit, cursor) = (query.Limit(Normal, Max), query.Cursor());
        var after = cursor is null ? null : Key(cursor);
        if (cursor is not null && after is null)
        {
            errors.Add("cursor", "is not one that a list has given.");
        }

        return new ListPage(limit, after);
    }

    /// <param name="items">All of them.</param>
    /// <param name="key">Of each another, and always the same.</param>
    /// <param name="view">What is shown of one.</param>
    public JsonResult Of<TItem>(IEnumerable<TItem> items, Func<TItem, string> key, Func<TItem, object> view)
    {
        var rest = items.Select(item => (Key: key(item), Item: item))
            .Where(one => _after is null || string.CompareOrdinal(one.Key, _after) > 0)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .Take(_limit + 1)
            .ToList();
        return ApiJson.Result(new
        {
            Items = rest.Take(_limit).Select(one => view(one.Item)),
            Cursor = rest.Count > _limit ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(rest[_limit - 1].Key)) : null,
        });
    }

    private static string? Key(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
