module initscope.example/slow

go 1.19
