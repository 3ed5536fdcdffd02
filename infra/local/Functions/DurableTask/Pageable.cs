using System.Runtime.CompilerServices;

namespace Microsoft.DurableTask;

public static class Pageable
{
    public static AsyncPageable<T> Create<T>(Func<string?, CancellationToken, Task<Page<T>>> pageFunc)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(pageFunc);
        return new FuncPageable<T>((token, _, cancellationToken) => pageFunc(token, cancellationToken));
    }

    public static AsyncPageable<T> Create<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> pageFunc)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(pageFunc);
        return new FuncPageable<T>(pageFunc);
    }

    private sealed class FuncPageable<T>(Func<string?, int?, CancellationToken, Task<Page<T>>> pageFunc) : AsyncPageable<T>
        where T : notnull
    {
        public override IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = default, int? pageSizeHint = default) =>
            PagesAsync(continuationToken, pageSizeHint);

        private async IAsyncEnumerable<Page<T>> PagesAsync(
            string? token, int? size, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            do
            {
                var page = await pageFunc(token, size, cancellationToken);
                yield return page;
                token = page.ContinuationToken;
            }
            while (token is not null);
        }
    }
}
