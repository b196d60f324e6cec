using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace Worker;

/// <summary>Stores the queue of jobs in a SQLite file, so that the jobs survive a restart of the process.</summary>
internal sealed class JobStore(IOptions<JobOptions> options)
{
    public void Add(string text) => Run("INSERT INTO jobs (text) VALUES ($0)", text);
    public void Began(Job job, string sessionId) => Run("UPDATE jobs SET session = $0 WHERE id = $1", sessionId, job.Id);
    public void Ended(Job job, string result) => Run("UPDATE jobs SET result = $0 WHERE id = $1", result, job.Id);

    /// <summary>Gets the jobs that have no result yet. Jobs that already have a session come first.</summary>
    public IReadOnlyList<Job> Open() => Run("SELECT id, text, session FROM jobs WHERE result IS NULL ORDER BY session IS NULL, id");

    private List<Job> Run(string sql, params object[] values)
    {
        using SqliteConnection connection = new($"Data Source={options.Value.File}");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE IF NOT EXISTS jobs (id INTEGER PRIMARY KEY, text TEXT, session TEXT, result TEXT);" + sql;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i]);
        }
        using SqliteDataReader reader = command.ExecuteReader();
        List<Job> jobs = [];
        while (reader.Read())
        {
            jobs.Add(new Job(reader.GetInt64(0), reader.GetString(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        }
        return jobs;
    }
}
