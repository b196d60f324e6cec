Console.WriteLine("aot");
