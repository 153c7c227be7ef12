module ended

go 1.19
